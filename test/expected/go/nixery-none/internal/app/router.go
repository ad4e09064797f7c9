package app

import (
	"net/http"
	"strings"
)

// behindRouter restores a request as it was when it reached Heroku's router, which passes it on
// over plain HTTP. The router adds the client's address at the end of X-Forwarded-For. Only trust
// that last one: the client can send anything before it.
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
