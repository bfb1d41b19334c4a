package io.wigwag.core.message.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.media.MediaReference;
import io.wigwag.core.media.MediaReference.Seal;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.Optional;

/// The fields that name an uploaded file. All kinds of media have them under the same names, and hardly one under the
/// same number; so they are reached by name.
final class FileFields {
    private static final String URL = "url";
    private static final String DIRECT_PATH = "direct_path";
    private static final String MIMETYPE = "mimetype";
    private static final String SHA256 = "file_sha256";
    private static final String LENGTH = "file_length";
    private static final String KEY = "media_key";
    private static final String ENC_SHA256 = "file_enc_sha256";
    private static final String KEY_TIME = "media_key_timestamp";
    private static final String SIDECAR = "streaming_sidecar";

    private FileFields() {}

    static void write(MediaReference file, Message.Builder out) {
        file.url().ifPresent(url -> set(out, URL, url));
        set(out, DIRECT_PATH, file.directPath());
        set(out, MIMETYPE, file.mimetype());
        set(out, SHA256, ProtoValues.bytes(file.fileSha256()));
        set(out, LENGTH, file.fileLength());
        file.seal().ifPresent(seal -> {
            set(out, KEY, ProtoValues.bytes(seal.mediaKey()));
            set(out, ENC_SHA256, ProtoValues.bytes(seal.fileEncSha256()));
            seal.madeAt().map(Instant::getEpochSecond).ifPresent(time -> set(out, KEY_TIME, time));
        });
        if (!file.sidecar().isEmpty()) {
            set(out, SIDECAR, ProtoValues.bytes(file.sidecar()));
        }
    }

    /// The file; none if its fields don't fit together, as in what was never a finished message.
    ///
    /// @param mimetype for kinds that do not say it
    static Optional<MediaReference> read(Message media, String mimetype) {
        var sha256 = octets(media, SHA256);
        var length = (long) get(media, LENGTH, 0L);
        var seal = seal(octets(media, KEY), octets(media, ENC_SHA256), (long) get(media, KEY_TIME, 0L));
        var sealed = !octets(media, KEY).isEmpty();
        if (sha256.size() != Sha256.SIZE || length < 0 || sealed != seal.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new MediaReference(
                Optional.of((String) get(media, URL, "")).filter(url -> !url.isEmpty()),
                (String) get(media, DIRECT_PATH, ""),
                (String) get(media, MIMETYPE, mimetype),
                sha256,
                length,
                seal,
                octets(media, SIDECAR)));
    }

    /// The seal of a file or of a thumbnail.
    static Optional<Seal> seal(Octets key, Octets encSha256, long madeAt) {
        return key.size() == Seal.KEY && encSha256.size() == Sha256.SIZE
                ? Optional.of(new Seal(key, encSha256, ProtoValues.seconds(madeAt)))
                : Optional.empty();
    }

    private static void set(Message.Builder out, String name, Object value) {
        var field = out.getDescriptorForType().findFieldByName(name);
        if (field != null) {
            out.setField(field, value);
        }
    }

    private static Object get(Message media, String name, Object otherwise) {
        var field = media.getDescriptorForType().findFieldByName(name);
        return field != null && media.hasField(field) ? media.getField(field) : otherwise;
    }

    private static Octets octets(Message media, String name) {
        return ProtoValues.octets((ByteString) get(media, name, ByteString.EMPTY));
    }
}
