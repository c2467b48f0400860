"""The site for programs (接口): JSON over HTTP, by tokens; services and permissions are those of the pages."""
