"""Pages about programs (接入程序): their tokens, and the addresses that are told of events."""
