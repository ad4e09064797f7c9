package app

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
)

// origin is what Heroku's router says of a request.
type origin struct {
	id     string
	scheme string
}

type originKey struct{}

func originOf(ctx context.Context) origin {
	known, _ := ctx.Value(originKey{}).(origin)
	return known
}

// requestID is a header in the form that Go keeps it in: any other would be converted each time.
const requestID = "X-Request-Id"

func isValidID(id string) bool {
	return 0 < len(id) && len(id) <= 200 && !strings.ContainsFunc(id, func(r rune) bool {
		isLetter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		return !isLetter && !('0' <= r && r <= '9') && !strings.ContainsRune("_.+/=-", r)
	})
}

// behindRouter restores a request as it was when it reached Heroku's router, which passes it on
// over plain HTTP. The router adds the client's address at the end of X-Forwarded-For. Only trust
// that last one: the client can send anything before it. A request without an ID gets one.
func behindRouter(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := origin{id: r.Header.Get(requestID), scheme: "http"}
		if !isValidID(from.id) {
			from.id = strings.ToLower(rand.Text())
		}
		if r.Header.Get("X-Forwarded-Proto") == "https" {
			from.scheme = "https"
		}
		if hops := r.Header.Values("X-Forwarded-For"); len(hops) > 0 {
			last := hops[len(hops)-1]
			r.RemoteAddr = strings.TrimSpace(last[strings.LastIndex(last, ",")+1:])
		}
		w.Header().Set(requestID, from.id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), originKey{}, from)))
	})
}
