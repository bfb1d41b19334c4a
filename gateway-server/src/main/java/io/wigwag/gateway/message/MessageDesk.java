package io.wigwag.gateway.message;

import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.media.UploadFailed;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.Timers;
import io.wigwag.gateway.device.Fleet;
import io.wigwag.gateway.device.Station;
import io.wigwag.gateway.http.Finding;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.list.IdempotencyKey;
import io.wigwag.gateway.identity.SortableIds;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.seal.LookupHashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/// What can be done with messages: handed in, looked at, and their files moved.
public final class MessageDesk implements Fleet.Mailing {
    private static final Duration KEYS_LIVE = Duration.ofDays(3);

    private final MessageBook book;
    private final Chats chats;
    private final FileDesk files;
    private final Composer composer;
    private final Reporter reporter;
    private final Timers timers;
    private final InstantSource clock;
    private final SortableIds ids;
    private final SecureRandom random;
    private final Map<Station, Dispatcher> dispatchers = new ConcurrentHashMap<>();

    public MessageDesk(
            MessageBook book,
            LookupHashes hashes,
            FileDesk files,
            Traffic traffic,
            Timers timers,
            InstantSource clock,
            SortableIds ids,
            SecureRandom random) {
        this.book = book;
        this.chats = new Chats(hashes);
        this.files = files;
        this.composer = new Composer(clock, random);
        this.reporter = new Reporter(book, traffic, clock);
        this.timers = timers;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    // --- Devices

    @Override
    public MailKeeper keeper(Station station) {
        return new Inflow(station, book, reporter, chats, clock, files::told, ids);
    }

    @Override
    public void online(Station station) {
        dispatcher(station).poke();
    }

    @Override
    public void gone(Station station) {
        dispatchers.remove(station);
    }

    @Override
    public void forget(Tenant tenant, String device) {
        book.forget(tenant, device);
    }

    private Dispatcher dispatcher(Station station) {
        return dispatchers.computeIfAbsent(
                station, _ -> new Dispatcher(station, Outlet.of(station), book, reporter, this::prepare, timers));
    }

    // --- Handing in

    /// A message that was handed in, now or before with the same key.
    record Submission(MessageRecord message, boolean replayed) {}

    Submission submit(Tenant tenant, Station station, NewMessage wish, Optional<IdempotencyKey> key)
            throws Problem, InterruptedException {
        var checked = check(tenant, wish);
        var now = clock.instant();
        var id = ids.next("msg_");
        var waId = MessageId.fresh(random).value();
        var once = key.map(word -> new OnceRecord(
                chats.onceKey(tenant, word.value()), fingerprint(tenant, wish), id, waId, now.plus(KEYS_LIVE)));
        var message = record(tenant, station, wish, checked, id, waId);
        var used = book.insert(tenant, message, once);
        if (used.isPresent()) {
            return again(tenant, station, message, used.get(), once.orElseThrow());
        }
        dispatcher(station).poke();
        return new Submission(message, false);
    }

    private Submission again(Tenant tenant, Station station, MessageRecord message, OnceRecord used, OnceRecord now)
            throws Problem {
        if (!used.fingerprint().equals(now.fingerprint())) {
            throw Problem.of(
                    ProblemCode.IDEMPOTENCY_CONFLICT, "The key was used before, for something else: " + used.message());
        }
        var first = book.find(tenant, used.message());
        if (first.isPresent()) {
            return new Submission(first.get(), true);
        }
        // Whoever took the key has not kept the message yet, or never will.
        var missing = new MessageRecord(
                used.message(),
                message.device(),
                message.direction(),
                message.kind(),
                used.waId(),
                chats.ownKey(tenant, used.waId()),
                message.chatKey(),
                message.created(),
                message.standing(),
                message.queued(),
                message.told(),
                message.contents());
        var kept = book.insertMissing(tenant, missing);
        dispatcher(station).poke();
        return new Submission(kept, true);
    }

    /// The same file is the same, however often it was uploaded.
    private String fingerprint(Tenant tenant, NewMessage wish) {
        var bytes = Composer.bytes(wish).toArray();
        var media = wish.file().flatMap(NewMessage.FilePart::media);
        var file = media.flatMap(id -> book.media(tenant, id))
                .map(known -> known.hosted().file().fileSha256().toHex());
        if (file.isPresent()) {
            var words =
                    new String(bytes, StandardCharsets.UTF_8).replace('"' + media.get() + '"', '"' + file.get() + '"');
            bytes = words.getBytes(StandardCharsets.UTF_8);
        }
        return HexFormat.of().formatHex(Sha256.hash(bytes));
    }

    /// What a wish speaks of, found.
    private record Checked(Jid chat, Optional<MessageRecord> target, Optional<MessageRecord> answered) {}

    private Checked check(Tenant tenant, NewMessage wish) throws Problem {
        var findings = new ArrayList<Finding>();
        if (wish.part().isEmpty()) {
            findings.add(wrong("/" + word(wish), "missing", "Is what a message of this type consists of."));
        } else if (wish.parts() > 1) {
            findings.add(wrong("/type", "ambiguous", "Only the object that the type names may be there."));
        }
        wish.file().ifPresent(file -> checkFile(wish, file, findings));
        var target = wish.target().flatMap(id -> named(tenant, wish, id, "/" + word(wish) + "/message", findings));
        var answered = wish.replyTo().flatMap(id -> named(tenant, wish, id, "/replyTo", findings));
        var chat = target.map(message -> message.contents().chat())
                .flatMap(Composer::jid)
                .or(() -> wish.to().flatMap(Chats::parse).filter(MessageDesk::canBeWrittenTo));
        if (chat.isEmpty() && wish.target().isEmpty()) {
            findings.add(
                    wish.to().isEmpty()
                            ? wrong("/to", "missing", "Names who gets the message.")
                            : wrong(
                                    "/to",
                                    "not_an_address",
                                    "Is neither a phone number nor the address of a chat that messages go to."));
        }
        if (wish.type() == NewMessage.Type.EDIT
                && target.filter(message -> message.direction() == MessageRecord.Direction.IN)
                        .isPresent()) {
            findings.add(wrong("/edit/message", "not_ours", "Only messages of the account itself can be changed."));
        }
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        return new Checked(chat.orElseThrow(), target, answered);
    }

    /// A status and a broadcast list are not: they have an audience, which no message here names.
    private static boolean canBeWrittenTo(Jid chat) {
        return chat.isPhoneNumber() || chat.isLid() || chat.isHosted() || chat.isGroup() || chat.isNewsletter();
    }

    private static void checkFile(NewMessage wish, NewMessage.FilePart file, List<Finding> findings) {
        if (file.media().isPresent() == file.url().isPresent()) {
            findings.add(wrong("/" + word(wish), "ambiguous", "Either `media` or `url` says where the file is."));
        }
    }

    private Optional<MessageRecord> named(
            Tenant tenant, NewMessage wish, String id, String where, List<Finding> findings) {
        var found = book.find(tenant, id).filter(message -> message.device().equals(wish.device()));
        if (found.isEmpty()) {
            findings.add(wrong(where, "not_found", "The device has no such message."));
        }
        return found;
    }

    private static Finding wrong(String pointer, String code, String detail) {
        return new Finding(new Finding.Place.InBody(pointer), code, detail);
    }

    private static String word(NewMessage wish) {
        return wish.type().name().toLowerCase(java.util.Locale.ROOT);
    }

    private MessageRecord record(
            Tenant tenant, Station station, NewMessage wish, Checked checked, String id, String waId)
            throws Problem, InterruptedException {
        var now = clock.instant();
        var file = file(tenant, wish);
        var answered = checked.answered();
        var wire = wish.isToBeCompleted()
                ? Optional.<Octets>empty()
                : Optional.of(composer.compose(
                        wish,
                        new Composer.Parts(
                                checked.chat(),
                                file,
                                Optional.empty(),
                                checked.target(),
                                answered,
                                self(station, answered))));
        return new MessageRecord(
                id,
                station.id(),
                MessageRecord.Direction.OUT,
                MessageRecord.Kind.valueOf(wish.type().name()),
                waId,
                chats.ownKey(tenant, waId),
                chats.key(tenant, checked.chat()),
                now,
                MessageRecord.Standing.of(MessageState.QUEUED, now),
                Optional.of(now),
                Optional.empty(),
                new MessageRecord.Contents(
                        checked.chat().toString(),
                        Views.phone(checked.chat()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        wire.isPresent() ? Optional.empty() : Optional.of(Composer.bytes(wish)),
                        wire,
                        Optional.empty()));
    }

    private Optional<HostedFile> file(Tenant tenant, NewMessage wish) throws Problem {
        var media = wish.file().flatMap(NewMessage.FilePart::media);
        if (media.isEmpty()) {
            return Optional.empty();
        }
        var found = book.media(tenant, media.get())
                .filter(known -> known.device().equals(wish.device()))
                .flatMap(known -> known.usableFor(Composer.fileKind(wish)));
        if (found.isEmpty()) {
            throw Problem.invalid(List.of(wrong(
                    "/" + word(wish) + "/media", "not_found", "The device has no such file, uploaded as this kind.")));
        }
        return found;
    }

    /// Who we are, where an answer has to say that it answers ourselves.
    private static Optional<Jid> self(Station station, Optional<MessageRecord> answered) throws InterruptedException {
        if (answered.filter(message -> message.direction() == MessageRecord.Direction.OUT)
                .isEmpty()) {
            return Optional.empty();
        }
        try {
            return station.handle().account().get().map(LinkedAccount::jid);
        } catch (ExecutionException unknown) {
            return Optional.empty();
        }
    }

    /// Fetches what a message names, and keeps what is to be sent.
    private void prepare(Station station, Versioned<MessageRecord> message)
            throws Undeliverable, UploadFailed, IOException, InterruptedException, ExecutionException {
        var contents = message.record().contents();
        var wish = Composer.wish(contents.wish().orElseThrow());
        var file = fetched(station, wish);
        var preview = wish.previewed().flatMap(files::preview);
        var answered = wish.replyTo().flatMap(id -> book.find(station.tenant(), id));
        var chat = Composer.jid(contents.chat()).orElseThrow();
        var parts = new Composer.Parts(chat, file, preview, Optional.empty(), answered, self(station, answered));
        book.compose(message, composer.compose(wish, parts));
    }

    private Optional<HostedFile> fetched(Station station, NewMessage wish)
            throws Undeliverable, UploadFailed, IOException, InterruptedException, ExecutionException {
        if (wish.file().isEmpty()) {
            return Optional.empty();
        }
        var asked = wish.file().get();
        var where = asked.url().orElseThrow();
        return Optional.of(files.fetch(station, Composer.fileKind(wish), where, asked.mimetype()));
    }

    // --- Looking

    FileDesk files() {
        return files;
    }

    MessageRecord require(Tenant tenant, String id) throws Problem {
        return book.find(tenant, id).orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, "There is no such message."));
    }

    MessageBook book() {
        return book;
    }

    Optional<MessageBook.Search> search(Tenant tenant, Optional<String> device, Optional<String> chat) throws Problem {
        if (chat.isEmpty()) {
            return device.map(id -> new MessageBook.Search(id, Optional.empty()));
        }
        var address = Chats.parse(chat.get());
        if (device.isEmpty() || address.isEmpty()) {
            throw Problem.invalid(List.of(new Finding(
                    new Finding.Place.InTarget(device.isEmpty() ? "device" : "chat"),
                    device.isEmpty() ? "missing" : "not_an_address",
                    device.isEmpty() ? "A chat is one of a device's." : "Is neither a number nor an address.")));
        }
        return Optional.of(new MessageBook.Search(device.get(), Optional.of(chats.key(tenant, address.get()))));
    }
}
