package app

import "net/http"

// The most that a request may hold, in bytes.
const largest = 1 << 20

// Requests share the values: so nothing is made for each of them.
var secureHeaders = []struct {
	name  string
	value []string
}{
	{"Content-Security-Policy", []string{"default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"}},
	{"Referrer-Policy", []string{"strict-origin-when-cross-origin"}},
	{"X-Content-Type-Options", []string{"nosniff"}},
	{"X-Frame-Options", []string{"DENY"}},
}

var onlyHTTPS = []string{"max-age=31536000"}

// secure redirects to HTTPS, limits requests, and sends headers that tell browsers to be careful.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		for _, each := range secureHeaders {
			header[each.name] = each.value
		}
		isHTTPS := originOf(r.Context()).scheme == "https"
		if isHTTPS {
			header["Strict-Transport-Security"] = onlyHTTPS
		}
		if r.Body != http.NoBody {
			r.Body = http.MaxBytesReader(w, r.Body, largest)
		}
		// Heroku's router says how the client came. Without that header, the request is from
		// this machine.
		isRouted := r.Header.Get("X-Forwarded-Proto") != ""
		switch {
		case isHTTPS || !isRouted || r.URL.Path == "/healthz":
			next.ServeHTTP(w, r)
		case r.Method == http.MethodGet || r.Method == http.MethodHead:
			http.Redirect(w, r, "https://"+r.Host+r.URL.RequestURI(), http.StatusPermanentRedirect)
		default:
			writeError(w, http.StatusForbidden)
		}
	})
}
