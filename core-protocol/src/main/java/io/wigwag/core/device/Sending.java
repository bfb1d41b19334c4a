package io.wigwag.core.device;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.send.SendOutcome;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// Somebody waits for the server's word about a message.
record Sending(MessageId id, Jid chat, Instant since, CompletableFuture<SendOutcome> word) {}
