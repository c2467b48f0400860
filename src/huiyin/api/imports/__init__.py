"""Tables taken in by programs (导入): first what the file would do, row by row; then all of it, or nothing."""
