-- wrk: every request awards one point by a rule with everything that a rule can ask: an amount of money, a receipt
-- that counts once in the whole club, caps by day and month, tiers. Each has a key of its own and a member by chance.
-- Arguments: token, member numbers.
local counter, threads = 0, 0
local paths = {}

-- Every thread has a Lua of its own; only what is set here tells one from the other.
function setup(thread)
  threads = threads + 1
  thread:set("thread_number", threads)
end

function init(arguments)
  token = arguments[1]
  for place = 2, #arguments do
    paths[#paths + 1] = "/api/v1/members/" .. arguments[place] .. "/points"
  end
  math.randomseed(os.time() * 16 + thread_number)
  prefix = string.format("bench-%d-%d-%d", os.time(), thread_number, math.random(1, 2 ^ 31))
end

function request()
  counter = counter + 1
  return wrk.format("POST", paths[math.random(#paths)], {
    ["Authorization"] = "Bearer " .. token,
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = prefix .. "-" .. counter,
  }, string.format(
    '{"action":"award","points":1,"source":"purchase","amountFen":1000,"reference":"%s-%d","reason":"bench"}',
    prefix, counter))
end

dofile(debug.getinfo(1, "S").source:match("@(.*/)") .. "report.lua")
