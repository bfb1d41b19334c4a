package io.wigwag.core.port;

/// A message that we sent: ids are unique in a chat only.
public record MessageKey(String chat, String messageId) {}
