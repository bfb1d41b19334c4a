package io.wigwag.core.device;

import io.wigwag.core.media.DownloadOutcome;
import io.wigwag.core.media.MediaDownloads;
import io.wigwag.core.media.MediaPath;
import io.wigwag.core.media.MediaRetryAnswer;
import io.wigwag.core.media.MediaRetryRequest;
import io.wigwag.core.media.MediaTarget;
import io.wigwag.core.media.WantedMedia;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Fetches the files of messages. What the hosts have no more, the own phone is asked to upload again, and then it is
/// fetched from there. A file is gone only when the phone has said so.
public final class FileFetch {
    private final DeviceHandle device;
    private final MediaDownloads downloads;

    public FileFetch(DeviceHandle device, MediaDownloads downloads) {
        this.device = device;
        this.downloads = downloads;
    }

    /// What came of it.
    ///
    /// @param <T> how the file is handed over
    public sealed interface Outcome<T> {}

    /// The file, proven.
    ///
    /// @param elsewhere where it lies now, if that is not where the message says
    public record Fetched<T>(T file, Optional<MediaPath> elsewhere) implements Outcome<T> {}

    /// Nobody has it any more.
    public record Gone<T>() implements Outcome<T> {}

    /// The phone could not upload it this time.
    public record PhoneFailed<T>(MediaRetryAnswer.Reason reason) implements Outcome<T> {}

    /// It could not be fetched, for another reason than its age.
    public record NotFetched<T>(DownloadOutcome<T> why) implements Outcome<T> {}

    /// Fetches a file. Waits for the phone for as long as it takes: the caller sets the limit, and the answer is told
    /// to the device's keeper as well.
    ///
    /// @param again the question to the phone, should it come to that
    /// @param limit the largest file that is taken
    public <T> CompletableFuture<Outcome<T>> fetch(
            WantedMedia what, MediaRetryRequest again, long limit, MediaTarget<T> target) {
        return device.speak(line -> downloads.download(what, limit, target, line))
                .thenCompose(outcome -> outcome instanceof DownloadOutcome.Expired<T>
                        ? device.reupload(again).thenCompose(answer -> afterUpload(answer, what, limit, target))
                        : CompletableFuture.completedFuture(outcome(outcome, Optional.empty())));
    }

    private <T> CompletableFuture<Outcome<T>> afterUpload(
            MediaRetryAnswer answer, WantedMedia what, long limit, MediaTarget<T> target) {
        return switch (answer) {
            case MediaRetryAnswer.Reuploaded(var path) ->
                device.speak(line -> downloads.download(what.at(path), limit, target, line))
                        .thenApply(outcome -> outcome(outcome, Optional.of(path)));
            case MediaRetryAnswer.Gone _ -> CompletableFuture.completedFuture(new Gone<>());
            case MediaRetryAnswer.Failed(var reason) -> CompletableFuture.completedFuture(new PhoneFailed<>(reason));
        };
    }

    private static <T> Outcome<T> outcome(DownloadOutcome<T> outcome, Optional<MediaPath> elsewhere) {
        return outcome instanceof DownloadOutcome.Fetched<T>(var file)
                ? new Fetched<>(file, elsewhere)
                : new NotFetched<>(outcome);
    }
}
