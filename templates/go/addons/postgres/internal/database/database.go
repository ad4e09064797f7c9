// Package database connects to PostgreSQL: one connection pool per process.
package database

import (
	"context"
	"errors"
	"net"
	"net/url"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Heroku's smallest plan allows 20 connections. During a deploy, two web dynos, two workers and a
// release take no more.
const size = 4

// Pool returns this process's pool, created on first use.
var Pool = sync.OnceValues(Open)

// Open creates a pool, which connects on first use.
func Open() (*pgxpool.Pool, error) {
	url, err := address(os.Getenv("DATABASE_URL"))
	if err != nil {
		return nil, err
	}
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.MaxConns = size
	config.MaxConnIdleTime = 5 * time.Minute
	return pgxpool.NewWithConfig(context.Background(), config)
}

// Check returns an error if the database does not answer.
func Check(ctx context.Context) error {
	pool, err := Pool()
	if err != nil {
		return err
	}
	return pool.Ping(ctx)
}

// address returns how to connect: with TLS, unless the database is on this machine. Heroku uses
// self-signed certificates, and "require" encrypts without verifying the server.
func address(text string) (string, error) {
	if text == "" {
		return "", errors.New("DATABASE_URL is not set")
	}
	given, err := url.Parse(text)
	if err != nil {
		return "", errors.New("DATABASE_URL is not a URL") // not shown, since it may hold a password
	}
	mode := "require"
	if host := given.Hostname(); host == "" || host == "localhost" || net.ParseIP(host).IsLoopback() {
		mode = "disable"
	}
	settings := given.Query()
	for key, value := range map[string]string{
		"sslmode":           mode,
		"connect_timeout":   "3",
		"statement_timeout": "15000",
	} {
		if !settings.Has(key) {
			settings.Set(key, value)
		}
	}
	given.RawQuery = settings.Encode()
	return given.String(), nil
}
