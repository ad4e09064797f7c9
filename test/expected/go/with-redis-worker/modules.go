// Package modules imports every package of other modules that the app uses. Nix reads this file,
// go.mod and go.sum to fetch those modules, so editing other files doesn't fetch them again.
package modules

import (
	_ "github.com/hibiken/asynq"
	_ "github.com/redis/go-redis/v9"
)
