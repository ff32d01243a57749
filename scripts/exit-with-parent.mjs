// Preloaded into console and engine: when the supervisor is gone, even by kill -9, its children drain and end.
if (process.connected) process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
