// Preloaded into Next: when the script that started it is gone, however it went, Next ends too.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
