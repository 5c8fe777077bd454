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
	host := flags.String("host", "127.0.0.1", "")
	port := flags.String("port", "8080", "")
	flags.String("access-log", "-", "")
	flags.Int("read-timeout", 5000, "")
	err := flags.Parse(os.Args[1:])
	var listener net.Listener
	if err == nil {
		address := net.JoinHostPort(*host, *port)
		listener, err = net.Listen("tcp", address)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err, "- change", os.Args)
		os.Exit(2)
	}
	fmt.Printf("lab01 listening on http://%v\n", listener.Addr())
	for {
		time.Sleep(time.Hour) // your accept loop goes here
	}
}
