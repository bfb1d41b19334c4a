package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.proto.web.WebMessageInfo;
import io.wigwag.sandbox.appstate.AppState;
import io.wigwag.sandbox.message.Traffic;
import io.wigwag.sandbox.server.Delivery;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.LinkRefused;
import io.wigwag.sandbox.server.Linking;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// All personas: what speaks as device 0 to every account's companions, and the phones that are devices themselves.
public final class Phones implements Feature, Delivery.Phones {
    private static final int PRE_KEYS = 100;

    private final Exchange exchange;
    private final Traffic traffic;
    private final CodeLinking codes;
    private final SyncKeys syncKeys;
    private final PersonalState personalState;
    private final History history;
    private final Archive archive = new Archive();
    private final PeerRequests requests;
    private final Greeter greeter;
    private final Map<Account, DeviceZero> voices = new LinkedHashMap<>();
    private final Map<Account, Phone> phones = new LinkedHashMap<>();
    private final Set<String> autoReplies = new HashSet<>();
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
        requests = new PeerRequests(exchange, syncKeys, history, archive);
        greeter = new Greeter(exchange, this::voice, syncKeys, history);
        exchange.greeter(greeter);
        exchange.delivery().phones(this);
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
        return inTheWorld(() -> Optional.ofNullable(phones.get(account)).map(this::inHand));
    }

    private VirtualPhone of(Account account) {
        return inHand(phone(account));
    }

    private VirtualPhone inHand(Phone phone) {
        return new VirtualPhone(exchange, this, phone);
    }

    private <T> T inTheWorld(Callable<T> task) {
        try {
            return exchange.loop().call(task);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Phone phone(Account account) {
        return phones.computeIfAbsent(
                account,
                _ -> new Phone(
                        exchange, traffic, account.device(0).orElseThrow(), voice(account), archive, autoReplies));
    }

    /// A message that tells of a file, which is on the media host with that.
    Message uploaded(MediaFile file) {
        return file.upload(uploads, exchange.random(), exchange.clock().instant());
    }

    /// Puts a message into the past of an account's phone, as if it had been there all along.
    public void remember(Account account, Jid chat, WebMessageInfo message) {
        archive.add(account, chat, message);
    }

    /// Hands all that an account's phone remembers to the companions that are linked by now.
    public void shareHistory(Account account) {
        for (var companion : account.companions()) {
            try {
                say(companion, history.recent(account));
            } catch (SignalFailure badKeys) {
                failed(companion, badKeys.toString());
            }
        }
    }

    /// Makes a new key for an account's app state, and shares it with the companions.
    public SyncKeys.SyncKey rotateSyncKey(Account account) {
        var next = syncKeys.rotate(account);
        for (var companion : account.companions()) {
            try {
                say(companion, greeter.keyShare(account));
            } catch (SignalFailure badKeys) {
                failed(companion, badKeys.toString());
            }
        }
        return next;
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
        return voices.computeIfAbsent(account, _ -> new DeviceZero(exchange, account));
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
        phones.remove(account);
        syncKeys.forget(account);
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
        voices.values().forEach(voice -> voice.sessions().forget(device));
    }

    @Override
    public void reset() {
        voices.clear();
        phones.clear();
        autoReplies.clear();
        syncKeys.clear();
        archive.clear();
        greeter.clear();
        codes.clear();
    }

    /// Read in a turn of its own, so that a phone never answers before the one it hears from has finished speaking.
    @Override
    public void receive(Device phone, Kind kind, Node stanza) {
        exchange.loop().execute(() -> {
            var reader = phones.get(phone.account());
            if (reader != null) {
                refill(phone, voice(phone.account()).keys());
                reader.receive(kind, stanza);
            }
        });
    }

    @Override
    public void told(Device phone, Node stanza) {
        phone(phone.account()).told(stanza);
    }

    @Override
    public boolean personaSent(Device companion, String id) {
        return voice(companion.account()).wrote(id);
    }

    @Override
    public void fromCompanion(Device companion, Kind kind, Node stanza) {
        if (stanza.attributes().is("type", "hist_sync")) {
            stanza.attributes().text("id").ifPresent(id -> greeter.confirmed(companion, id));
            return;
        }
        exchange.loop().execute(() -> {
            try {
                if (kind == Kind.MESSAGE) {
                    hear(companion, stanza);
                } else if (stanza.attributes().is("type", "retry")) {
                    sendAgain(companion, stanza);
                }
            } catch (MalformedNode malformed) {
                failed(companion, "what can't be understood: " + malformed.getMessage());
            } catch (SignalFailure badKeys) {
                failed(companion, badKeys.toString());
            }
        });
    }

    private void failed(Device companion, String reason) {
        exchange.events().add("phone.failed", "account", companion.account(), "with", companion, "reason", reason);
    }

    /// A companion says something to its persona.
    private void hear(Device companion, Node stanza) throws MalformedNode, SignalFailure {
        var account = companion.account();
        var voice = voice(account);
        var id = stanza.attributes().requireText("id");
        var reader = new Reader(exchange.accounts(), voice.sessions(), new SenderKeys(exchange.random()));
        try {
            var message = reader.read(new Reader.Envelope(companion, companion.pn(), account.pn(), id), stanza);
            if (message.isPresent()) {
                var answer = requests.answer(account, id, message.get().getProtocolMessage());
                if (answer.isPresent()) {
                    say(companion, answer.get());
                }
            }
        } catch (UnreadableMessage unreadable) {
            failed(companion, String.valueOf(unreadable.getMessage()));
            askAgain(companion, stanza, unreadable);
        }
    }

    private void say(Device companion, ProtocolMessage.Builder content) throws SignalFailure {
        var message = voice(companion.account()).peerMessage(companion, content);
        exchange.delivery().deliver(companion, Kind.MESSAGE, message);
    }

    private void askAgain(Device companion, Node stanza, UnreadableMessage unreadable) {
        var voice = voice(companion.account());
        var receipt = Node.tag("receipt")
                .attribute("from", companion.account().pn())
                .attribute("id", stanza.attributes().text("id"))
                .attribute("type", "retry")
                .attribute("category", "peer")
                .attribute("t", exchange.clock().seconds());
        for (var child : Retries.content(voice, stanza, 1, unreadable.reason())) {
            receipt.child(child);
        }
        exchange.delivery().deliver(companion, Kind.RECEIPT, receipt.build());
    }

    /// A companion could not read what the persona said: once more, in a new session.
    private void sendAgain(Device companion, Node receipt) throws MalformedNode, SignalFailure {
        var count = Retries.count(receipt);
        if (count > Retries.MOST) {
            return;
        }
        var voice = voice(companion.account());
        Retries.renew(voice.sessions(), companion, receipt);
        voice.again(companion, receipt.attributes().requireText("id"), count)
                .ifPresent(again -> exchange.delivery().deliver(companion, Kind.MESSAGE, again));
    }
}
