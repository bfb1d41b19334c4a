package io.wigwag.core.media;

import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.port.MediaHttp.Answer;
import io.wigwag.core.port.MediaUnreachable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// One file to one host.
final class Upload {
    /// From this size on a question first whether the host has it, or a part, costs less than it may spare.
    static final long WORTH_ASKING = 5L << 20;

    /// In a row, without a byte more at the host.
    private static final int FRUITLESS_ATTEMPTS = 3;
    private static final int TOO_MANY_REQUESTS = 429;

    /// What became of it, as far as this host goes.
    sealed interface Result {
        record Stored(Uploaded file) implements Result {}

        /// The host does not know the account's word.
        record Unknown(UploadFailed refusal) implements Result {}

        record Failed(UploadFailed why) implements Result {}

        /// Whether another host would say the same.
        default boolean isFinal() {
            return switch (this) {
                case Stored _, Unknown _ -> true;
                case Failed(var why) -> why.reason() == UploadFailed.Reason.REFUSED;
            };
        }
    }

    private final MediaHttp http;
    private final MediaHost host;
    private final String auth;
    private final MediaKind kind;
    private final MediaBlob file;
    /// How many bytes the host has, as far as we know.
    private long held;

    Upload(MediaHttp http, MediaHost host, String auth, MediaKind kind, MediaBlob file) {
        this.http = http;
        this.host = host;
        this.auth = auth;
        this.kind = kind;
        this.file = file;
    }

    Result run() throws IOException {
        var fruitless = 0;
        while (true) {
            var before = held;
            try {
                var result = attempt();
                if (result.isPresent()) {
                    return result.get();
                }
                fruitless = held > before ? 0 : fruitless + 1;
                if (fruitless == FRUITLESS_ATTEMPTS) {
                    return new Result.Failed(UploadFailed.unreachable(host, "takes nothing"));
                }
            } catch (MediaUnreachable broken) {
                fruitless = held > before ? 0 : fruitless + 1;
                if (fruitless == FRUITLESS_ATTEMPTS) {
                    return new Result.Failed(UploadFailed.unreachable(host, String.valueOf(broken.getMessage())));
                }
            }
        }
    }

    /// Asks first where that is worth it, then sends what the host lacks. Empty where the host wants more.
    private Optional<Result> attempt() throws IOException {
        if (file.size() >= WORTH_ASKING) {
            try (var answer = http.send(request("&resume=1", Optional.empty()))) {
                if (answer.status() < 400) {
                    switch (UploadAnswer.read(answer.body())) {
                        case UploadAnswer.Complete(var there) -> {
                            return Optional.of(new Result.Stored(there));
                        }
                        case UploadAnswer.Partial(var part) -> held = part < file.size() ? part : 0;
                        case UploadAnswer.Other _ -> held = 0;
                    }
                }
            }
        }
        var offset = held == 0 ? "" : "&file_offset=" + held;
        try (var answer = http.send(request(offset, Optional.of(rest(held))))) {
            return read(answer);
        }
    }

    private Optional<Result> read(Answer answer) throws IOException {
        var status = answer.status();
        if (status / 100 == 2) {
            return switch (UploadAnswer.read(answer.body())) {
                case UploadAnswer.Complete(var there) -> Optional.of(new Result.Stored(there));
                case UploadAnswer.Partial(var part) -> {
                    held = part < file.size() ? part : 0;
                    yield Optional.empty();
                }
                case UploadAnswer.Other _ -> Optional.of(new Result.Failed(UploadFailed.unreachable(host, "unclear")));
            };
        }
        return Optional.of(
                switch (status) {
                    case 401, 403 -> new Result.Unknown(UploadFailed.refused(host, status));
                    case TOO_MANY_REQUESTS -> new Result.Failed(UploadFailed.troubled(host, status, wait(answer)));
                    default ->
                        new Result.Failed(
                                status / 100 == 4
                                        ? UploadFailed.refused(host, status)
                                        : UploadFailed.troubled(host, status, wait(answer)));
                });
    }

    private static Optional<Duration> wait(Answer answer) {
        return answer.header("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private MediaHttp.Request request(String more, Optional<MediaHttp.Body> body) {
        var folder = file.sealed() ? kind.sealedFolder() : kind.openFolder();
        var word = URLEncoder.encode(auth, StandardCharsets.UTF_8);
        var path = folder + "/" + file.token() + "?auth=" + word + "&token=" + file.token() + more;
        return new MediaHttp.Request(
                MediaHttp.Method.POST,
                URI.create("https://" + host.name() + path),
                Web.with("Content-Type", "application/octet-stream"),
                body);
    }

    private MediaHttp.Body rest(long offset) {
        return new MediaHttp.Body() {
            @Override
            public long size() {
                return file.size() - offset;
            }

            @Override
            public InputStream open() throws IOException {
                return file.bytes().from(offset);
            }
        };
    }
}
