package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.port.MediaHttp.Answer;
import io.wigwag.core.port.MediaUnreachable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One file from one host.
final class Download<T> {
    /// In a row, with next to nothing gained by any: then the host is given up.
    private static final int FRUITLESS_ATTEMPTS = 4;
    private static final long FRUIT = 64 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final Pattern ALL = Pattern.compile("(\\d{1,18})");
    private static final Pattern BEGIN_OF_RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

    private final MediaHttp http;
    private final MediaHost host;
    private final WantedMedia what;
    private final long limit;
    private final MediaTarget<T> target;

    Download(MediaHttp http, MediaHost host, WantedMedia what, long limit, MediaTarget<T> target) {
        this.http = http;
        this.host = host;
        this.what = what;
        this.limit = limit;
        this.target = target;
    }

    DownloadOutcome<T> run() throws IOException {
        try {
            var intake = MediaIntake.of(what, limit, target.begin());
            var ended = gather(intake);
            if (ended.isPresent()) {
                return ended.get();
            }
            intake.finish();
            return new DownloadOutcome.Fetched<>(target.release());
        } catch (DamagedMedia damaged) {
            return new DownloadOutcome.Damaged<>(damaged.fault());
        } catch (LimitExceeded exceeded) {
            return new DownloadOutcome.TooLarge<>(limit);
        }
    }

    /// Takes all bytes, over as many connections as that needs. What ended it, unless it has them all.
    private Optional<DownloadOutcome<T>> gather(MediaIntake intake) throws LimitExceeded, IOException {
        var fruitless = 0;
        while (true) {
            var before = intake.taken();
            try (var answer = http.send(request(before))) {
                return take(answer, intake);
            } catch (MediaUnreachable broken) {
                fruitless = intake.taken() - before < FRUIT ? fruitless + 1 : 0;
                if (fruitless == FRUITLESS_ATTEMPTS) {
                    return Optional.of(new DownloadOutcome.Unreachable<>(host.name() + ": " + broken.getMessage()));
                }
            }
        }
    }

    private MediaHttp.Request request(long from) {
        var hash = what.hostedHash()
                .map(Octets::toArray)
                .map(Base64.getUrlEncoder()::encodeToString)
                .map(text -> "hash=" + text.replace("=", "%3D") + "&")
                .orElse("");
        var path = what.path().with(hash + "mms-type=" + what.kind().downloadName() + "&__wa-mms=");
        return new MediaHttp.Request(
                MediaHttp.Method.GET,
                URI.create("https://" + host.name() + path),
                from == 0 ? Web.HEADERS : Web.with("Range", "bytes=" + from + "-"),
                Optional.empty());
    }

    private Optional<DownloadOutcome<T>> take(Answer answer, MediaIntake intake) throws LimitExceeded, IOException {
        switch (answer.status()) {
            case 200 -> {
                intake.expect(number(answer.header("Content-Length"), ALL));
                // A host that knows no ranges gives what we have once more.
                pour(answer.body(), intake.taken(), intake);
            }
            case 206 -> {
                if (number(answer.header("Content-Range"), BEGIN_OF_RANGE) != intake.taken()) {
                    throw new MediaUnreachable(new CloseReason(CloseReason.Kind.MALFORMED, "another range"));
                }
                pour(answer.body(), 0, intake);
            }
            case 416 -> {
                // Nothing lies behind what we have.
            }
            case 401, 403, 404, 410 -> {
                return Optional.of(new DownloadOutcome.Expired<>(answer.status()));
            }
            default -> {
                return Optional.of(new DownloadOutcome.Unreachable<>(host.name() + ": " + answer.status()));
            }
        }
        return Optional.empty();
    }

    private static void pour(InputStream body, long known, MediaIntake intake) throws LimitExceeded, IOException {
        var buffer = new byte[PIECE];
        var left = known;
        for (var size = body.read(buffer); size >= 0; size = body.read(buffer)) {
            var skipped = (int) Math.min(left, size);
            left -= skipped;
            intake.take(buffer, skipped, size - skipped);
        }
    }

    private static long number(Optional<String> header, Pattern form) {
        return header.map(form::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Long.parseLong(matcher.group(1)))
                .orElse(0L);
    }
}
