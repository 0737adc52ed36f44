-- wrk(1): ask what a file lists, a line each (path, tab, Accept), again and again.
local asked, at = {}, 0

function init(_)
  for line in io.lines(os.getenv("MGI_ASKED")) do
    local path, accept = line:match("^(.-)\t(.*)$")
    asked[#asked + 1] = wrk.format("GET", path, { Accept = accept, ["Accept-Encoding"] = "gzip" })
  end
end

function request()
  at = at % #asked + 1
  return asked[at]
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format('{"requests": %d, "seconds": %.3f, "wrong": %d, "slowest": %.2f}\n',
    summary.requests, summary.duration / 1e6, e.status + e.connect + e.read + e.write + e.timeout, latency:percentile(99) / 1e3))
end
