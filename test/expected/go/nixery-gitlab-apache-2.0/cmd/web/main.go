// Command web serves the app on $PORT until SIGTERM.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"my-app/internal/app"
)

// Heroku's router may still send requests for about two seconds after SIGTERM.
const lameDuck = 3 * time.Second

// build is the program's own path in the Nix store. The linker sets it; see nix/app.nix.
var build = "dev"

func main() {
	logger := app.NewLogger(os.Stdout)
	hash, _, _ := strings.Cut(path.Base(build), "-")
	handler := app.New(logger, app.Version{Build: hash, Release: os.Getenv("HEROKU_RELEASE_VERSION")})
	os.Exit(run(logger, handler))
}

// run serves until a signal comes, and returns the exit code.
func run(logger *slog.Logger, handler http.Handler) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	if err := serve(ctx, logger, handler, os.Getenv("PORT")); err != nil {
		logger.Error("failed", "error", err.Error())
		return 1
	}
	logger.Info("stopped")
	return 0
}

func serve(ctx context.Context, logger *slog.Logger, handler http.Handler, port string) error {
	address, err := address(port)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	var leaving atomic.Bool
	server := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if leaving.Load() {
				w.Header().Set("Connection", "close")
			}
			handler.ServeHTTP(w, r)
		}),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		// Heroku's router keeps idle connections for 90 seconds. If the app closed one earlier,
		// the router could send a request at that moment, and it would fail.
		IdleTimeout: 95 * time.Second,
		ErrorLog:    slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	logger.Info("listening", "port", listener.Addr().(*net.TCPAddr).Port)

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	// Heroku kills the process 30 seconds after SIGTERM.
	logger.Info("stopping")
	// Answer what the router still sends for a moment, and ask for each connection to be closed
	// afterward. SetKeepAlivesEnabled would close idle ones at once, with requests on their way.
	leaving.Store(true)
	time.Sleep(lameDuck)
	deadline, cancel := context.WithTimeout(context.Background(), 24*time.Second)
	defer cancel()
	if err := server.Shutdown(deadline); errors.Is(err, context.DeadlineExceeded) {
		return errors.New("requests were still running after 24 seconds")
	} else if err != nil {
		return err
	}
	return nil
}

// address returns the address to listen on. With port 0, the system chooses one.
func address(port string) (string, error) {
	if port == "" {
		port = "8000"
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return "", fmt.Errorf("PORT is %q: not a port number", port)
	}
	return net.JoinHostPort("0.0.0.0", port), nil
}
