-- wrk: every request reads one of some paths by chance. Arguments: the Authorization header, or "-";
-- the paths.
local paths = {}

function init(arguments)
  if arguments[1] ~= "-" then wrk.headers["Authorization"] = arguments[1] end
  for place = 2, #arguments do paths[#paths + 1] = arguments[place] end
  math.randomseed(os.time())
end

function request()
  return wrk.format("GET", paths[math.random(#paths)])
end

dofile(debug.getinfo(1, "S").source:match("@(.*/)") .. "../report.lua")
