package io.wigwag.gateway.message;

import io.wigwag.core.media.MediaKind;
import io.wigwag.core.media.MediaReference;
import io.wigwag.core.message.content.Dimensions;
import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;
import java.util.Optional;

/// A file that lies on WhatsApp's hosts, ready to be named in messages. What opens it is sealed with its device's key.
record MediaRecord(String id, String device, MediaKind kind, Instant until, HostedFile hosted) {
    static final Field<String> DEVICE = Field.text("device");
    private static final Field<String> KIND = Field.text("kind");
    private static final Field<Instant> UNTIL = Field.moment("until");
    private static final Field<String> URL = Field.text("url");
    private static final Field<String> PATH = Field.text("path");
    private static final Field<String> MIMETYPE = Field.text("mimetype");
    private static final Field<Octets> HASH = Field.bytes("hash");
    private static final Field<Long> LENGTH = Field.whole("length");
    private static final Field<Octets> MEDIA_KEY = Field.bytes("mediaKey");
    private static final Field<Octets> SEALED_HASH = Field.bytes("sealedHash");
    private static final Field<Instant> MADE_AT = Field.moment("madeAt");
    private static final Field<Octets> SIDECAR = Field.bytes("sidecar");
    private static final Field<Long> WIDTH = Field.whole("width");
    private static final Field<Long> HEIGHT = Field.whole("height");
    private static final Field<Octets> THUMBNAIL = Field.bytes("thumbnail");

    static final Index BY_DEVICE = Index.of("byDevice", DEVICE);

    static final Schema SCHEMA = Schema.named("media")
            .sealed(
                    URL,
                    PATH,
                    MIMETYPE,
                    HASH,
                    LENGTH,
                    MEDIA_KEY,
                    SEALED_HASH,
                    MADE_AT,
                    SIDECAR,
                    WIDTH,
                    HEIGHT,
                    THUMBNAIL)
            .sealedFor(DEVICE)
            .expiring(UNTIL)
            .index(BY_DEVICE)
            .build();
    static final RecordType<MediaRecord> TYPE = new RecordType<>(SCHEMA, new Codec());

    private static final class Codec implements DocumentCodec<MediaRecord> {
        @Override
        public String id(MediaRecord media) {
            return media.id();
        }

        @Override
        public Document encode(MediaRecord media) {
            var hosted = media.hosted();
            var file = hosted.file();
            return Document.builder()
                    .put(DEVICE, media.device())
                    .put(KIND, media.kind().name())
                    .put(UNTIL, media.until())
                    .put(URL, file.url())
                    .put(PATH, file.directPath())
                    .put(MIMETYPE, file.mimetype())
                    .put(HASH, file.fileSha256())
                    .put(LENGTH, file.fileLength())
                    .put(MEDIA_KEY, file.seal().map(MediaReference.Seal::mediaKey))
                    .put(SEALED_HASH, file.seal().map(MediaReference.Seal::fileEncSha256))
                    .put(MADE_AT, file.seal().flatMap(MediaReference.Seal::madeAt))
                    .put(SIDECAR, file.sidecar())
                    .put(WIDTH, (long) hosted.size().width())
                    .put(HEIGHT, (long) hosted.size().height())
                    .put(THUMBNAIL, hosted.thumbnail())
                    .build();
        }

        @Override
        public MediaRecord decode(String id, Document document) {
            var seal = document.get(MEDIA_KEY)
                    .map(key -> new MediaReference.Seal(key, document.require(SEALED_HASH), document.get(MADE_AT)));
            return new MediaRecord(
                    id,
                    document.require(DEVICE),
                    MediaKind.valueOf(document.require(KIND)),
                    document.require(UNTIL),
                    new HostedFile(
                            new MediaReference(
                                    document.get(URL),
                                    document.require(PATH),
                                    document.require(MIMETYPE),
                                    document.require(HASH),
                                    document.require(LENGTH),
                                    seal,
                                    document.require(SIDECAR)),
                            new Dimensions(
                                    Math.toIntExact(document.require(WIDTH)),
                                    Math.toIntExact(document.require(HEIGHT))),
                            document.require(THUMBNAIL)));
        }
    }

    Optional<HostedFile> usableFor(MediaKind wanted) {
        return kind == wanted ? Optional.of(hosted) : Optional.empty();
    }
}
