package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.id.Jid;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.web.WebMessageInfo;
import io.wigwag.sandbox.appstate.AppState;
import io.wigwag.sandbox.message.Traffic;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.LinkRefused;
import io.wigwag.sandbox.server.Linking;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.PartChanges;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/// All personas: what speaks as device 0 to every account's companions, and the phones that are devices themselves.
public final class Phones implements Feature {
    private static final int PRE_KEYS = 100;

    private final Exchange exchange;
    private final Traffic traffic;
    private final CodeLinking codes;
    private final SyncKeys syncKeys;
    private final PersonalState personalState;
    private final History history;
    private final Archive archive = new Archive();
    private final PersonaTalk talk;
    private final Greeter greeter;
    private final Arrivals arrivals;
    private final LidMigration migration;
    private final Map<Account, DeviceZero> voices = new LinkedHashMap<>();
    private final Map<Account, Phone> phones = new LinkedHashMap<>();
    private final Map<Account, PhoneMemory> memories = new LinkedHashMap<>();
    private final Set<String> autoReplies = new HashSet<>();
    private PartChanges personas = PartChanges.UNKEPT;
    private PartChanges groupKeys = PartChanges.UNKEPT;
    private PartChanges remembered = PartChanges.UNKEPT;
    private Passes passes = Passes.NONE;
    private Uploads uploads = (_, _) -> {
        throw new IllegalStateException("no media host");
    };

    public Phones(Exchange exchange, Traffic traffic, AppState appState) {
        this.exchange = exchange;
        this.traffic = traffic;
        codes = new CodeLinking(exchange);
        syncKeys = new SyncKeys(exchange.random(), exchange.clock());
        personalState = new PersonalState(exchange, appState, syncKeys);
        history = new History(exchange, archive);
        talk = new PersonaTalk(
                exchange,
                this::voice,
                new PeerRequests(exchange, syncKeys, history, archive),
                archive,
                new MediaRetries(exchange, () -> uploads));
        greeter = new Greeter(exchange, this::voice, syncKeys, history);
        migration = new LidMigration(exchange, this::tellOfMove);
        exchange.greeter(greeter);
        arrivals = new Arrivals(exchange, this, greeter, talk);
        exchange.delivery().phones(arrivals);
    }

    @Override
    public void enter(StanzaTable table) {
        codes.enter(table);
    }

    /// The companions that wait for a code to be typed on an account's phone, oldest first.
    public List<CodeRequest> codeRequests(Account account) {
        return codes.of(account);
    }

    /// Somebody types a code on an account's phone; see [VirtualPhone#enterCode]. Headless accounts can be linked so,
    /// too.
    ///
    /// @param hellos how often the phone says its part; the last time counts
    public CompletableFuture<Linking.Linked> enterCode(Account account, String code, int hellos) throws LinkRefused {
        return codes.typed(account, code, hellos);
    }

    /// The keys under which accounts seal their app state.
    public SyncKeys syncKeys() {
        return syncKeys;
    }

    /// The app state of accounts, as their personas see and write it.
    public PersonalState personalState() {
        return personalState;
    }

    /// Where phones put the files that they speak of.
    public void uploads(Uploads host) {
        uploads = host;
        history.uploads(host);
    }

    /// What phones show at the doors of the restricted; before there is any phone.
    public void passes(Passes what) {
        passes = what;
    }

    /// Lets another subject add to what new companions hear of the past.
    public void add(HistoryPart part) {
        history.add(part);
    }

    /// Makes an account with a phone; its number follows from the name. From any thread.
    public VirtualPhone create(String pushName) {
        return inTheWorld(() -> of(exchange.createAccount(pushName, pushName, Account.Kind.PHONE)));
    }

    /// The same with a number of the caller's choice.
    public VirtualPhone create(String pushName, String number) {
        return inTheWorld(() -> of(exchange.createAccount(pushName, pushName, Account.Kind.PHONE, number)));
    }

    /// The phone of an account, if it has one. From any thread.
    public Optional<VirtualPhone> find(Account account) {
        return inTheWorld(() -> Optional.of(account)
                .filter(person -> person.kind() == Account.Kind.PHONE)
                .map(this::of));
    }

    private VirtualPhone of(Account account) {
        return inHand(phone(account));
    }

    private VirtualPhone inHand(Phone phone) {
        return new VirtualPhone(exchange, this, phone);
    }

    private <T> T inTheWorld(Callable<T> task) {
        return exchange.loop().ask(task);
    }

    Phone phone(Account account) {
        return phones.computeIfAbsent(
                account,
                _ -> new Phone(
                        exchange,
                        traffic,
                        account.device(0).orElseThrow(),
                        voice(account),
                        passes,
                        migration,
                        memory(account),
                        archive,
                        autoReplies));
    }

    /// A message that tells of a file, which is on the media host with that. Not on the world's thread: files may be
    /// large, and others have to go on meanwhile.
    Message uploaded(MediaFile file) {
        var key = inTheWorld(() -> SealedMedia.newKey(exchange.random()));
        return file.upload(uploads, key, exchange.clock().instant());
    }

    /// Puts a message into the past of an account's phone, as if it had been there all along.
    public void remember(Account account, Jid chat, WebMessageInfo message) {
        archive.add(account, chat, message);
    }

    /// Puts the name of somebody into what a phone knows, be there such an account or not.
    public void rememberName(Account account, Jid whom, String name) {
        archive.name(account, whom, name);
    }

    /// Hands all that an account's phone remembers to the companions that are linked by now.
    public void shareHistory(Account account) {
        account.companions().forEach(companion -> talk.say(companion, history.recent(account)));
    }

    /// Makes a new key for an account's app state, and shares it with the companions.
    public SyncKeys.SyncKey rotateSyncKey(Account account) {
        var next = syncKeys.rotate(account);
        account.companions().forEach(companion -> talk.say(companion, greeter.keyShare(account)));
        return next;
    }

    /// An account goes over from its number to its hidden id, after so many more messages that its phone writes or that
    /// phones write to it: in the middle of a burst, if one is under way by then.
    public void moveToLid(Account account, int afterMessages) {
        migration.begin(account, afterMessages);
    }

    /// How many messages are left until then.
    public int messagesUntilLid(Account account) {
        return migration.left(account);
    }

    private void tellOfMove(Account account) {
        account.companions().forEach(companion -> talk.say(companion, migration.mappings(account)));
    }

    /// The owner of an account has a new phone: all companions are unlinked, and those who know the account hear of it.
    public void newIdentity(Account account) {
        account.companions().forEach(companion -> exchange.unlink(companion, "new phone"));
        account.newPersona(exchange.random());
        voices.remove(account);
        if (account.kind() == Account.Kind.PHONE) {
            var voice = voice(account);
            var device = account.device(0).orElseThrow();
            var persona = account.persona();
            device.register(persona.identity().publicKey(), persona.registrationId());
            device.preKeys().clear();
            device.preKeys().replaceSigned(voice.keys().signed());
            refill(device, voice.keys());
            phone(account).speakAs(voice);
        }
        exchange.events().add("identity.changed", "account", account);
        exchange.forEach(feature -> feature.identityChanged(account));
    }

    /// The owner of an account gives it another name, on the phone.
    public void rename(Account account, String name) {
        account.rename(name);
        exchange.events().add("account.renamed", "account", account, "pushName", name);
        personalState.writeName(account);
    }

    DeviceZero voice(Account account) {
        var known = voices.get(account);
        if (known != null) {
            return known;
        }
        var voice = DeviceZero.make(exchange, account, changes(account));
        voices.put(account, voice);
        personas.changed(account);
        return voice;
    }

    private DeviceZero.Changes changes(Account account) {
        return new DeviceZero.Changes(
                part -> personas.changed(account, part), SenderKeySection.changes(account, groupKeys));
    }

    /// What of it outlives the process, by a ledger that is told of every change.
    public void keptIn(Ledger ledger) {
        var accounts = exchange.accounts();
        personas = new PersonaSection(accounts, this).keptIn(ledger);
        syncKeys.keptBy(personas::changed);
        groupKeys = new SenderKeySection(accounts, this).keptIn(ledger);
        remembered = new PhoneSection(accounts, this).keptIn(ledger);
        greeter.keptBy(new GreetingSection(accounts, greeter).keptIn(ledger));
        archive.keptBy(new ArchiveSection(accounts, archive).keptIn(ledger));
    }

    Archive archive() {
        return archive;
    }

    /// What speaks for an account, if anything does yet.
    Optional<DeviceZero> known(Account account) {
        return Optional.ofNullable(voices.get(account));
    }

    /// The keys in groups of an account, if anything speaks for it yet.
    Optional<SenderKeys> senderKeys(Account account) {
        return known(account).map(DeviceZero::senderKeys);
    }

    /// What the phone of an account remembers; of an account without one, what is remembered in its place.
    PhoneMemory memory(Account account) {
        return memories.computeIfAbsent(account, _ -> new PhoneMemory(part -> remembered.changed(account, part)));
    }

    /// The receipts for messages of an account that have reached it, whether it has a phone or not.
    public List<SeenReceipt> receipts(Account account) {
        return memory(account).receipts().all();
    }

    void restore(Account account, JsonNode keys) throws InvalidKey {
        voices.put(account, DeviceZero.restore(exchange, account, keys, changes(account)));
    }

    /// Phones read what they had not read when the world was left.
    @Override
    public void restored() {
        for (var account : exchange.accounts().all()) {
            arrivals.resume(account);
            memory(account).written().all().stream()
                    .filter(PhoneMemory.Written::automatic)
                    .forEach(reply -> autoReplies.add(reply.message().id()));
        }
    }

    /// Whoever was let in by phones has to hold their tokens under the new identity, too.
    @Override
    public void identityChanged(Account holder) {
        exchange.accounts().all().stream()
                .filter(giver -> giver.kind() == Account.Kind.PHONE && !giver.equals(holder))
                .forEach(giver -> passes.identityChanged(giver, holder));
    }

    @Override
    public void accountAdded(Account account) {
        if (account.kind() == Account.Kind.PHONE) {
            var keys = voice(account).keys();
            var phone = account.addPhone(keys.signed());
            refill(phone, keys);
            var _ = phone(account);
        }
        personalState.writeName(account);
    }

    private static void refill(Device phone, OwnKeys keys) {
        while (phone.preKeys().count() < PRE_KEYS) {
            phone.preKeys().add(keys.make());
        }
    }

    @Override
    public void accountRemoved(Account account) {
        voices.remove(account);
        account.devices().forEach(this::forget);
        phones.remove(account);
        memories.remove(account);
        syncKeys.forget(account);
        migration.forget(account);
        archive.forget(account);
    }

    /// Names given since the account was made are there before the companion looks.
    @Override
    public void deviceAdded(Device device) {
        personalState.writeName(device.account());
    }

    @Override
    public void deviceRemoved(Device device) {
        greeter.forget(device);
        forget(device);
    }

    /// Nobody writes to it any more.
    private void forget(Device device) {
        for (var voice : voices.values()) {
            voice.senderKeys().forget(device);
            voice.sessions().forget(device);
        }
    }

    @Override
    public void reset() {
        voices.clear();
        phones.clear();
        memories.clear();
        autoReplies.clear();
        syncKeys.clear();
        migration.clear();
        archive.clear();
        greeter.clear();
        codes.clear();
    }

    /// A phone reads what has come to it, if it is still there.
    void read(Account account, Kind kind, Node stanza) {
        account.device(0).filter(Device::isPhone).ifPresent(device -> {
            refill(device, voice(account).keys());
            phone(account).read(kind, stanza);
        });
    }
}
