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

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    "RESULT requests=%d seconds=%.3f p50=%.2f p99=%.2f bad=%d\n",
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
