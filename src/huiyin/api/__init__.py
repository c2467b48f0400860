"""The site for programs (接口): JSON over HTTP, by tokens; with the services and permissions of the pages."""
