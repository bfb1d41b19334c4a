package io.wigwag.core.login;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.RecordReader;
import io.wigwag.core.signal.RecordWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// How credentials are stored. What may be missing has one octet before it that says whether it is there; texts and
/// identities have their size before them.
///
/// ```
/// version 1 | noise public 32 | noise private 32 | identity | ADV secret 32 | logins
///   | account?: jid | lid? | device identity | platform? | business name? | display name?
///   | edge? | server?: key 32 | until, in seconds
///   | phone asked for a code?
/// ```
final class CredentialsFormat {
    private static final int VERSION = 1;
    private static final int USUAL_SIZE = 512;

    private CredentialsFormat() {}

    static Octets write(Credentials credentials) {
        var keys = credentials.keys();
        var writer = new RecordWriter(USUAL_SIZE)
                .octet(VERSION)
                .key(keys.noise().publicKey())
                .fixed(keys.noise().privateKey().raw())
                .sized(keys.identity().toOctets())
                .fixed(keys.advSecret())
                .number(credentials.logins());
        mark(writer, credentials.account()).ifPresent(account -> write(writer, account));
        mark(writer, credentials.route().edge()).ifPresent(writer::sized);
        mark(writer, credentials.route().server())
                .ifPresent(
                        server -> writer.key(server.key()).wide(server.until().getEpochSecond()));
        mark(writer, credentials.pendingCode()).ifPresent(phone -> text(writer, phone.toString()));
        return writer.done();
    }

    private static void write(RecordWriter writer, LinkedAccount account) {
        text(writer, account.jid().toString());
        mark(writer, account.lid()).ifPresent(lid -> text(writer, lid.toString()));
        writer.sized(account.deviceIdentity());
        mark(writer, account.platform()).ifPresent(platform -> text(writer, platform));
        mark(writer, account.businessName()).ifPresent(name -> text(writer, name));
        mark(writer, account.displayName()).ifPresent(name -> text(writer, name));
    }

    private static <T> Optional<T> mark(RecordWriter writer, Optional<T> value) {
        writer.octet(value.isPresent() ? 1 : 0);
        return value;
    }

    private static void text(RecordWriter writer, String text) {
        writer.sized(Octets.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Credentials read(Octets stored) throws MalformedRecord {
        var reader = RecordReader.of(stored, VERSION);
        var keys = keys(reader);
        var logins = reader.number();
        var account = optional(reader, CredentialsFormat::account);
        var edge = optional(reader, RecordReader::sized);
        var server = optional(reader, CredentialsFormat::server);
        var pendingCode = optional(reader, CredentialsFormat::jid);
        reader.end();
        if (logins < 0) {
            throw new MalformedRecord("a negative count of logins");
        }
        return new Credentials(keys, account, logins, new Route(edge, server), pendingCode);
    }

    private static DeviceKeys keys(RecordReader reader) throws MalformedRecord {
        KeyPair noise = reader.keyPair();
        var identity = OwnIdentity.parse(reader.sized());
        return new DeviceKeys(noise, identity, Octets.wrap(reader.fixed(DeviceKeys.SECRET)));
    }

    private static LinkedAccount account(RecordReader reader) throws MalformedRecord {
        try {
            return new LinkedAccount(
                    jid(reader),
                    optional(reader, CredentialsFormat::jid),
                    reader.sized(),
                    optional(reader, CredentialsFormat::text),
                    optional(reader, CredentialsFormat::text),
                    optional(reader, CredentialsFormat::text));
        } catch (IllegalArgumentException invalid) {
            throw new MalformedRecord(String.valueOf(invalid.getMessage()));
        }
    }

    private static KnownServer server(RecordReader reader) throws MalformedRecord {
        var key = reader.publicKey();
        var until = reader.wide();
        if (until < 0 || until > Instant.MAX.getEpochSecond()) {
            throw new MalformedRecord("no time that a certificate ends at");
        }
        return new KnownServer(key, Instant.ofEpochSecond(until));
    }

    private static Jid jid(RecordReader reader) throws MalformedRecord {
        try {
            return Jid.parse(text(reader));
        } catch (MalformedJid malformed) {
            throw new MalformedRecord("jid: " + malformed.getMessage());
        }
    }

    private static String text(RecordReader reader) throws MalformedRecord {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(reader.sized().toArray()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new MalformedRecord("a text that is not UTF-8");
        }
    }

    private static <T> Optional<T> optional(RecordReader reader, Part<T> part) throws MalformedRecord {
        return switch (reader.octet()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(part.read(reader));
            default -> throw new MalformedRecord("neither there nor missing");
        };
    }

    private interface Part<T> {
        T read(RecordReader reader) throws MalformedRecord;
    }
}
