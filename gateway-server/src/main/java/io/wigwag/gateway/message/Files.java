package io.wigwag.gateway.message;

import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.media.DownloadOutcome;
import io.wigwag.core.media.FileTarget;
import io.wigwag.core.media.MediaDownloads;
import io.wigwag.core.media.MediaHostBook;
import io.wigwag.core.media.MediaKind;
import io.wigwag.core.media.MediaReference;
import io.wigwag.core.media.MediaSealer;
import io.wigwag.core.media.MediaUploads;
import io.wigwag.core.media.OutgoingMedia;
import io.wigwag.core.media.UploadFailed;
import io.wigwag.core.media.WantedMedia;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.gateway.device.Station;
import io.wigwag.gateway.egress.EgressClient;
import io.wigwag.gateway.egress.EgressFailed;
import io.wigwag.gateway.egress.Errand;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/// Brings files to WhatsApp's hosts and from there. What is on its way lies in a folder of its own; files that leave
/// lie there sealed, and what has arrived is removed when its reader has it.
public final class Files {
    /// The largest file that is taken either way.
    public static final long LARGEST = 2L << 30;

    /// Bytes of pictures that are held at once to be looked at.
    private static final int SEEN = 64 << 20;

    private static final String UNKNOWN = "application/octet-stream";

    private final MediaHttp http;
    private final EgressClient egress;
    private final Path folder;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Semaphore sights = new Semaphore(SEEN);
    private final Map<String, MediaHostBook> hosts = new ConcurrentHashMap<>();

    /// @param folder exists, and is for nobody else
    public Files(MediaHttp http, EgressClient egress, Path folder, InstantSource clock, SecureRandom random) {
        this.http = http;
        this.egress = egress;
        this.folder = folder;
        this.clock = clock;
        this.random = random;
    }

    /// A folder for this process alone, that only this user can read; what dead processes have left is removed.
    public static Path folder(Path data) throws IOException {
        return Transit.folder(data);
    }

    private MediaHostBook hosts(Station station) {
        return hosts.computeIfAbsent(station.id(), _ -> new MediaHostBook(clock));
    }

    /// Seals and uploads what a stream gives.
    HostedFile upload(Station station, MediaKind kind, String mimetype, InputStream file)
            throws UploadFailed, IOException, InterruptedException, ExecutionException {
        var outgoing =
                new OutgoingMedia(MediaSealer.alone(), new MediaUploads(http, hosts(station)), folder, clock, random);
        if (kind != MediaKind.IMAGE && kind != MediaKind.STICKER) {
            return HostedFile.of(waited(station.handle().speak(line -> outgoing.upload(kind, mimetype, file, line))));
        }
        try (var glimpse = new Glimpse(file, sights)) {
            return glimpse.of(waited(station.handle().speak(line -> outgoing.upload(kind, mimetype, glimpse, line))));
        }
    }

    private static <T> T waited(CompletableFuture<T> work)
            throws UploadFailed, IOException, InterruptedException, ExecutionException {
        try {
            return work.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case UploadFailed refused -> throw refused;
                case IOException broken -> throw broken;
                case null, default -> throw failed;
            }
        }
    }

    /// Fetches a file that a client has named, and uploads it.
    ///
    /// @throws IOException where something is wrong here, and not there
    HostedFile fetch(Station station, MediaKind kind, URI where, Optional<String> mimetype)
            throws Undeliverable, UploadFailed, IOException, InterruptedException, ExecutionException {
        try (var answer = egress.run(Errand.get(where))) {
            if (answer.status() != 200) {
                throw new Undeliverable("url_not_reached", "The address answered " + answer.status() + ".");
            }
            var type = mimetype.or(() -> answer.header("content-type")).orElse(UNKNOWN);
            return upload(station, kind, type, new RemoteBody(answer.body()));
        } catch (EgressFailed failed) {
            var code = failed.kind() == EgressFailed.Kind.NOT_ALLOWED ? "url_not_allowed" : "url_not_reached";
            throw new Undeliverable(code, "The file could not be fetched: " + failed.getMessage());
        } catch (RemoteBody.BrokenOff broken) {
            throw new Undeliverable("url_not_reached", "The file broke off while it was fetched.");
        }
    }

    /// Fetches a file of a message; whoever gets it removes it.
    DownloadOutcome<Path> download(Station station, MediaKind kind, MediaReference file)
            throws IOException, InterruptedException, ExecutionException {
        var wanted = WantedMedia.of(kind, file);
        if (wanted.isEmpty()) {
            return new DownloadOutcome.Expired<>(404);
        }
        var downloads = new MediaDownloads(http, hosts(station));
        var target = new FileTarget(folder.resolve(UUID.randomUUID() + ".file"));
        DeviceHandle.LineTalk<DownloadOutcome<Path>> talk =
                line -> downloads.download(wanted.get(), LARGEST, target, line);
        return station.handle().speak(talk).get();
    }
}
