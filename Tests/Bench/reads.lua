-- wrk: reads one member's record. Arguments: token, member number.
function init(arguments)
  wrk.headers["Authorization"] = "Bearer " .. arguments[1]
  path = "/api/v1/members/" .. arguments[2]
end

function request()
  return wrk.format("GET", path)
end

dofile(debug.getinfo(1, "S").source:match("@(.*/)") .. "report.lua")
