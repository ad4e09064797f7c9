package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"
)

type note struct {
	ID   int64  `json:"id"`
	Text string `json:"text"`
}

func init() {
	services = func(pages *http.ServeMux) {
		config, err := pgxpool.ParseConfig(os.Getenv("DATABASE_URL"))
		if err != nil {
			log.Fatal(err)
		}
		config.MaxConns = 4
		pool, err := pgxpool.NewWithConfig(context.Background(), config)
		if err != nil {
			log.Fatal(err)
		}
		pages.HandleFunc("GET /notes", func(w http.ResponseWriter, r *http.Request) {
			rows, _ := pool.Query(r.Context(), "SELECT id, text FROM notes ORDER BY id DESC LIMIT 20")
			notes, err := pgx.CollectRows(rows, pgx.RowToStructByPos[note])
			if err != nil {
				http.Error(w, "Internal Server Error", http.StatusInternalServerError)
				return
			}
			writeJSON(w, notes)
		})

		options, err := redis.ParseURL(os.Getenv("REDIS_URL"))
		if err != nil {
			log.Fatal(err)
		}
		options.PoolSize = 4
		store := redis.NewClient(options)
		pages.HandleFunc("GET /visits", func(w http.ResponseWriter, r *http.Request) {
			count, err := store.Get(r.Context(), "visits").Int64()
			if err != nil && !errors.Is(err, redis.Nil) {
				http.Error(w, "Internal Server Error", http.StatusInternalServerError)
				return
			}
			writeJSON(w, map[string]int64{"visits": count})
		})
	}
}
