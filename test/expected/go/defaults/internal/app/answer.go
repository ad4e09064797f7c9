package app

import "net/http"

// answer remembers the status that was sent. It replaces the error for a request that no page
// answers with one in JSON.
type answer struct {
	http.ResponseWriter
	request    *http.Request
	status     int // 0 if none was sent yet
	isReplaced bool
}

// sent returns the status that the client got, once the handler has returned.
func (a *answer) sent() int {
	if a.status == 0 {
		return http.StatusOK
	}
	return a.status
}

func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= 200 { // after one below 200, another one follows
		a.status = status
	}
	if status >= 400 && a.request.Pattern == "" { // the mux sets it
		a.isReplaced = true
		writeError(a.ResponseWriter, status)
		return
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(body []byte) (int, error) {
	if a.isReplaced {
		return len(body), nil
	}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	return a.ResponseWriter.Write(body)
}

// Unwrap lets http.ResponseController reach the real writer.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
