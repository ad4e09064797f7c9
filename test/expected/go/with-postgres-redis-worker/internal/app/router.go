package app

import (
	"net/http"
	"strings"
)

// behindRouter shows a request as it was when it reached Heroku's router, which passes it on
// over plain HTTP. The router appends the address it was called from to X-Forwarded-For, so
// only the last one can be trusted: those before it are the client's own claims.
func behindRouter(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if hops := r.Header.Values("X-Forwarded-For"); len(hops) > 0 {
			last := hops[len(hops)-1]
			r.RemoteAddr = strings.TrimSpace(last[strings.LastIndex(last, ",")+1:])
		}
		r.URL.Scheme = "http"
		if r.Header.Get("X-Forwarded-Proto") == "https" {
			r.URL.Scheme = "https"
		}
		next.ServeHTTP(w, r)
	})
}
