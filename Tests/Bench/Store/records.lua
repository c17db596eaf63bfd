-- wrk: every request creates one PocketBase record with a key of its own, for a member by chance.
-- Arguments: names of members.
local counter, threads = 0, 0

function setup(thread)
  threads = threads + 1
  thread:set("thread_number", threads)
end

function init(arguments)
  members = arguments
  math.randomseed(os.time() * 16 + thread_number)
  prefix = string.format("bench-%d-%d-%d", os.time(), thread_number, math.random(1, 2 ^ 31))
end

function request()
  counter = counter + 1
  return wrk.format("POST", "/api/collections/postings/records", {
    ["Content-Type"] = "application/json",
  }, string.format(
    '{"key":"%s-%d","member":"%s","action":"award","points":1,"source":"manual","reason":"bench"}',
    prefix, counter, members[math.random(#members)]))
end

dofile(debug.getinfo(1, "S").source:match("@(.*/)") .. "../report.lua")
