"""The JSON that machines read, one function per noun: commands print it, the API answers it."""
