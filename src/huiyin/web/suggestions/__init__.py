"""Pages of suggestions and motions: writing, co-signing, filing, registering, replying, evaluating, promises."""
