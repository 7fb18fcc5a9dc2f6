"""The pages to sign in, and to keep oneself safe."""
