package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

func main() {
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	host, port := flags.String("host", "127.0.0.1", ""), flags.String("port", "8080", "")
	_, _ = flags.String("access-log", "-", ""), flags.Int("read-timeout", 5000, "")
	err := flags.Parse(os.Args[1:])
	var listener net.Listener
	if err == nil {
		listener, err = net.Listen("tcp", net.JoinHostPort(*host, *port))
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "server: %v: give other flags than %v\n", err, os.Args[1:])
		os.Exit(2)
	}
	fmt.Printf("lab01 listening on http://%v\n", listener.Addr())
	for {
		time.Sleep(time.Hour) // your accept loop goes here
	}
}
