package io.wigwag.sandbox.server;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.login.ClientPayload.DevicePairingRegistrationData;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentity;
import io.wigwag.proto.pairing.ClientPairingProps;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.Persona;
import io.wigwag.sandbox.world.PreKeys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Links companions to accounts: shows codes to the companion, takes the phone's yes, and checks the companion's
/// signature before it counts as linked.
public final class Linking implements Feature {
    private static final int REFS = 6;
    private static final int REF_BYTES = 32;
    private static final int KEY = 32;
    private static final int SIGNATURE = 64;
    private static final int VISIBLE_DIGITS = 4;

    private final Exchange exchange;
    private final Map<Connection, PendingLink> pending = new LinkedHashMap<>();
    private LinkProof proof = LinkProof.NONE;

    Linking(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Who may want more than a phone's yes.
    public void proof(LinkProof wanted) {
        proof = wanted;
    }

    /// Gives a connection that waits another time to do so, from now on; after it the connection is closed.
    public void extend(PendingLink link, Duration life) {
        link.timeout(exchange.loop().schedule(life, () -> exchange.close(link.connection())));
    }

    /// What a phone's yes leads to: the device that the companion becomes if it agrees.
    public record Linked(Account account, int device) {
        public Jid pn() {
            return account.pn().withDevice(device);
        }

        public Jid lid() {
            return account.lid().withDevice(device);
        }
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("md", "set", "remove-companion-device", this::removeCompanion);
    }

    public Collection<PendingLink> pending() {
        return List.copyOf(pending.values());
    }

    public Optional<PendingLink> pending(Connection connection) {
        return Optional.ofNullable(pending.get(connection));
    }

    /// The unlinked connection with this Noise key, if there is one.
    public Optional<PendingLink> pending(PublicKey noiseKey) {
        return pending.values().stream()
                .filter(link -> link.registration().noiseKey().equals(noiseKey))
                .findFirst();
    }

    void begin(Connection connection) {
        Device.Registration registration;
        try {
            registration = registration(
                    connection.greeting().noiseKey(),
                    connection.greeting().payload().getDevicePairingData());
        } catch (LinkRefused refused) {
            exchange.events().add("pairing.failed", "connection", connection.id(), "reason", refused.detail());
            exchange.end(connection, Stanzas.failure(400));
            return;
        }
        var refs = new ArrayList<String>();
        for (var i = 0; i < REFS; i++) {
            var bytes = new byte[REF_BYTES];
            exchange.random().nextBytes(bytes);
            refs.add("2@" + Base64.getEncoder().encodeToString(bytes));
        }
        var timeout = exchange.loop().schedule(exchange.settings().pairingTimeout, () -> exchange.close(connection));
        var byItself = exchange.settings()
                .autoPair
                .map(time -> exchange.loop().schedule(time, () -> pairByItself(connection)));
        pending.put(
                connection,
                new PendingLink(
                        connection,
                        refs,
                        registration,
                        connection.greeting().payload().getPushName(),
                        timeout,
                        byItself));
        connection.send(Node.tag("iq")
                .attribute("from", Jid.SERVER)
                .attribute("type", "set")
                .attribute("id", exchange.nextId())
                .attribute("xmlns", "md")
                .child(Node.tag("pair-device")
                        .children(refs.stream()
                                .map(ref -> Node.tag("ref").bytes(text(ref)).build())
                                .toList()))
                .build());
        exchange.events()
                .add(
                        "pairing.started",
                        "connection",
                        connection.id(),
                        "pushName",
                        connection.greeting().payload().getPushName());
    }

    /// Links what still waits as if its code had been scanned, where a setting wants that.
    private void pairByItself(Connection connection) {
        var waiting = Optional.ofNullable(pending.get(connection)).filter(link -> !link.isConfirmed());
        if (waiting.isEmpty()) {
            return;
        }
        try {
            confirm(
                    waiting.get(),
                    accountFor(waiting.get()),
                    exchange.settings().advSecret());
        } catch (LinkRefused refused) {
            exchange.events().add("pairing.failed", "connection", connection.id(), "reason", refused.detail());
        }
    }

    private static Octets text(String value) {
        return Octets.wrap(value.getBytes(StandardCharsets.UTF_8));
    }

    private static Device.Registration registration(PublicKey noiseKey, DevicePairingRegistrationData data)
            throws LinkRefused {
        try {
            if (data.getESkeyVal().size() != KEY || data.getESkeySig().size() != SIGNATURE) {
                throw LinkRefused.badRequest("registration: signed pre-key of a wrong size");
            }
            var identity = PublicKey.of(data.getEIdent().toByteArray());
            var value = data.getESkeyVal().toByteArray();
            var typed = PublicKey.of(value).typed();
            if (!Curve.verify(identity, typed, data.getESkeySig().toByteArray())) {
                throw LinkRefused.badRequest("registration: the signed pre-key's signature is wrong");
            }
            return new Device.Registration(
                    noiseKey,
                    identity,
                    number(data.getERegid().toByteArray()),
                    new PreKeys.Signed(
                            number(data.getESkeyId().toByteArray()),
                            Octets.wrap(value),
                            Octets.wrap(data.getESkeySig().toByteArray())));
        } catch (InvalidKey invalid) {
            throw LinkRefused.badRequest("registration: " + invalid.getMessage());
        }
    }

    private static int number(byte[] bigEndian) {
        return new BigInteger(1, bigEndian).intValue();
    }

    /// A phone has scanned a code. Without an account it is the one that the companion's push name belongs to.
    public Linked scan(String qrText, Optional<Account> by) throws LinkRefused {
        var code = ScannedCode.parse(qrText);
        var link = pending.values().stream()
                .filter(waiting -> waiting.refs().contains(code.ref()))
                .findFirst()
                .orElseThrow(() -> LinkRefused.notFound("no connection shows this code (expected: one that is open)"));
        if (!link.registration().noiseKey().equals(code.noiseKey())) {
            throw LinkRefused.badRequest("Noise key: not the one of the connection that shows this code");
        }
        if (!link.registration().identity().equals(code.identity())) {
            throw LinkRefused.badRequest("identity key: not the one of the connection that shows this code");
        }
        return confirm(link, by.orElseGet(() -> accountFor(link)), code.advSecret());
    }

    /// The account that an unlinked companion's push name belongs to, made where there is none.
    public Account accountFor(PendingLink link) {
        var nameKey = link.pushName().isEmpty()
                ? "unnamed:" + link.registration().noiseKey().octets().toHex()
                : link.pushName();
        return exchange.accounts().byName(nameKey).orElseGet(() -> {
            var account = exchange.createAccount(nameKey, link.pushName(), exchange.settings().scanKind);
            if (account.pushName().isEmpty()) {
                var number = account.number();
                account.rename("Sandbox " + number.substring(number.length() - VISIBLE_DIGITS));
            }
            return account;
        });
    }

    /// A phone says yes to a companion, by whatever way it learnt the secret.
    public Linked confirm(PendingLink link, Account account, Octets advSecret) throws LinkRefused {
        if (link.isConfirmed()) {
            throw LinkRefused.conflict("the code was used already");
        }
        var limit = account.companionLimit()
                .orElse(
                        account.kind() == Account.Kind.PHONE
                                ? exchange.settings().companionsOfPhone
                                : exchange.settings().companionsOfHeadless);
        if (account.companions().size() >= limit) {
            throw LinkRefused.conflict("account " + account + " has " + limit + " companions already (the limit)");
        }
        if (proof.isOwed(link, account, advSecret)) {
            throw LinkRefused.conflict("account " + account + " links by passkey; the companion has been asked for it");
        }
        var device = account.nextDevice(exchange.settings().personaDevice);
        var keyIndex = account.nextKeyIndex();
        account.reserve(device, keyIndex);
        var statement = account.persona()
                .vouchFor(
                        link.registration().identity(),
                        keyIndex,
                        exchange.clock().instant());
        var linked = new Linked(account, device);
        var id = exchange.nextId();
        link.confirm(new PendingLink.Confirmation(account, device, keyIndex, statement, id));
        link.connection()
                .send(Node.tag("iq")
                        .attribute("from", Jid.SERVER)
                        .attribute("type", "set")
                        .attribute("id", id)
                        .attribute("xmlns", "md")
                        .attribute("t", exchange.clock().seconds())
                        .child(pairSuccess(linked, statement, advSecret))
                        .build());
        return linked;
    }

    private static Node pairSuccess(Linked linked, ADVSignedDeviceIdentity statement, Octets advSecret) {
        var properties = ClientPairingProps.newBuilder()
                .setIsChatDbLidMigrated(true)
                .setIsSyncdPureLidSession(true)
                .build();
        return Node.tag("pair-success")
                .child(Node.tag("device-identity").bytes(Persona.underSecret(statement, advSecret)))
                .child(Node.tag("platform").attribute("name", "android"))
                .child(Node.tag("device").attribute("jid", linked.pn()).attribute("lid", linked.lid()))
                .child(Node.tag("client-props").bytes(Octets.wrap(properties.toByteArray())))
                .build();
    }

    /// A phone says no.
    public void refuse(PendingLink link) {
        exchange.events().add("pairing.refused", "connection", link.connection().id());
        exchange.close(link.connection());
    }

    /// A companion has answered one of our own queries.
    void answered(Connection from, Node iq) throws MalformedNode {
        var link = pending.get(from);
        if (link == null || link.confirmation().isEmpty()) {
            return;
        }
        var confirmation = link.confirmation().get();
        if (!iq.attributes().is("id", confirmation.stanzaId())) {
            return;
        }
        if (iq.attributes().is("type", "error")) {
            var code = iq.child("error")
                    .flatMap(error -> error.attributes().text("code"))
                    .orElse("none");
            fail(link, "the companion answered with error " + code);
            return;
        }
        var identity = iq.requireChild("pair-device-sign").requireChild("device-identity");
        try {
            finish(
                    link,
                    confirmation,
                    ADVSignedDeviceIdentity.parseFrom(identity.requireBytes().asBuffer()));
        } catch (InvalidProtocolBufferException malformed) {
            fail(link, "the companion's identity can't be read: " + malformed.getMessage());
        }
    }

    private void finish(PendingLink link, PendingLink.Confirmation confirmation, ADVSignedDeviceIdentity answer) {
        var account = confirmation.account();
        var registration = link.registration();
        if (!answer.getDetails().equals(confirmation.statement().getDetails())
                || !account.persona().isAgreed(answer, registration.identity())) {
            fail(link, "the companion's signature is wrong");
            return;
        }
        var complete = confirmation.statement().toBuilder()
                .setDeviceSignature(answer.getDeviceSignature())
                .build();
        var device = account.addCompanion(
                confirmation.device(),
                confirmation.keyIndex(),
                registration,
                Octets.wrap(complete.toByteArray()),
                exchange.clock().instant());
        forget(link);
        link.connection().enter(Connection.State.LINKED);
        exchange.events()
                .add(
                        "pairing.linked",
                        "connection",
                        link.connection().id(),
                        "account",
                        account,
                        "device",
                        device.number());
        exchange.events().add("device.added", "account", account, "device", device.number());
        exchange.end(link.connection(), Stanzas.streamError("515"));
        exchange.forEach(feature -> feature.deviceAdded(device));
    }

    private void fail(PendingLink link, String reason) {
        exchange.events().add("pairing.failed", "connection", link.connection().id(), "reason", reason);
        forget(link);
        exchange.close(link.connection());
    }

    private void forget(PendingLink link) {
        link.cancelPlans();
        pending.remove(link.connection());
        proof.over(link);
    }

    void closed(Connection connection) {
        pending(connection).ifPresent(this::forget);
    }

    private Answer removeCompanion(Connection from, Node iq) throws IqRefused, MalformedNode {
        var request = iq.requireChild("remove-companion-device");
        var device = exchange.accounts()
                .device(request.attributes().requireJid("jid"))
                .orElseThrow(IqRefused::notFound);
        if (from.device().map(Device::account).filter(device.account()::equals).isEmpty()) {
            throw IqRefused.forbidden();
        }
        var reason = request.attributes().text("reason").orElse("none");
        return Answer.empty().then(() -> exchange.unlink(device, reason));
    }
}
