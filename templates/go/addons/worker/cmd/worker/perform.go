package main

import (
	"fmt"
	"strings"
)

// perform is what a job does, as an example. A job may run twice, so it must be idempotent.
func perform(text string) (string, error) {
	return fmt.Sprintf("%d words", len(strings.Fields(text))), nil
}
