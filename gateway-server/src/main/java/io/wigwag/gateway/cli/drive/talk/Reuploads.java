package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.link.NodeTap;
import io.wigwag.core.media.MediaKey;
import io.wigwag.core.media.MediaRetryAnswer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Waits for what the phone says of files that it is to upload again.
final class Reuploads implements NodeTap {
    private final Map<MessageId, Waiting> waiting = new ConcurrentHashMap<>();

    private record Waiting(MediaKey key, CompletableFuture<MediaRetryAnswer> word) {}

    CompletableFuture<MediaRetryAnswer> await(MessageId id, MediaKey key) {
        var word = new CompletableFuture<MediaRetryAnswer>();
        waiting.put(id, new Waiting(key, word));
        return word;
    }

    @Override
    public void received(Node node) {
        if (!node.is("notification") || !node.attributes().is("type", "mediaretry")) {
            return;
        }
        try {
            var asked = waiting.remove(MediaRetryAnswer.messageOf(node));
            if (asked != null) {
                answer(asked, node);
            }
        } catch (MalformedNode nameless) {
            // It answers nothing that anybody asked.
        }
    }

    private static void answer(Waiting asked, Node node) {
        try {
            asked.word().complete(MediaRetryAnswer.read(node, asked.key()));
        } catch (MalformedNode malformed) {
            asked.word().completeExceptionally(malformed);
        }
    }

    @Override
    public void sent(Node node) {
        // What was asked is known.
    }
}
