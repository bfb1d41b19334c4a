package io.wigwag.core.device;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaKey;
import io.wigwag.core.media.MediaRetryAnswer;
import io.wigwag.core.media.MediaRetryReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;

/// Who waits for the phone to upload a file again. It may be off for days, so nobody is made to give up here; what is
/// waited for too much goes, the oldest first. Belongs to the device's actor.
final class Reuploads {
    private static final int MOST = 1_000;

    private final SequencedMap<MessageId, List<Waiting>> waiting = new LinkedHashMap<>();

    private record Waiting(MediaKey key, CompletableFuture<MediaRetryAnswer> word) {}

    void await(MessageId message, MediaKey key, CompletableFuture<MediaRetryAnswer> word) {
        waiting.values()
                .removeIf(all -> all.stream().allMatch(each -> each.word().isDone()));
        if (waiting.size() >= MOST) {
            var oldest = waiting.pollFirstEntry();
            fail(oldest.getValue(), new CommandFailed(CommandFailed.Why.LATE, "too many files are waited for"));
        }
        waiting.computeIfAbsent(message, _ -> new ArrayList<>()).add(new Waiting(key, word));
    }

    void answered(MediaRetryReply reply) {
        var all = waiting.remove(reply.message());
        if (all == null) {
            return;
        }
        for (var each : all) {
            try {
                each.word().complete(reply.open(each.key()));
            } catch (MalformedNode malformed) {
                each.word().completeExceptionally(malformed);
            }
        }
    }

    void end(CommandFailed why) {
        var all = List.copyOf(waiting.values());
        waiting.clear();
        all.forEach(each -> fail(each, why));
    }

    private static void fail(List<Waiting> all, CommandFailed why) {
        all.forEach(each -> each.word().completeExceptionally(why));
    }
}
