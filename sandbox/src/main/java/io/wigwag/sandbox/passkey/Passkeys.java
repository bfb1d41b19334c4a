package io.wigwag.sandbox.passkey;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.passkey.Ceremony.Step;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.LinkProof;
import io.wigwag.sandbox.server.LinkRefused;
import io.wigwag.sandbox.server.Linking;
import io.wigwag.sandbox.server.PendingLink;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.PartChanges;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks companions for a passkey where a code alone is not enough: of accounts that demand it, or of all. Plays the
/// service's part and the phone's.
public final class Passkeys implements Feature, LinkProof {
    private static final String OPTIONS = "passkey_request_options";
    private static final String PROLOGUE = "passkey_prologue";
    private static final String NONCE = "companion_nonce";
    private static final String REQUEST = "encrypted_pairing_request";
    private static final int REF = 32;
    private static final int CREDENTIAL = 16;

    private final Exchange exchange;
    private final PasskeySteps steps;
    private final Set<Account> demanding = new LinkedHashSet<>();
    private final Map<Account, Octets> credentials = new LinkedHashMap<>();
    private final Map<PendingLink, Ceremony> ceremonies = new LinkedHashMap<>();
    private PartChanges changes = PartChanges.UNKEPT;

    public Passkeys(Exchange exchange) {
        this.exchange = exchange;
        steps = new PasskeySteps(exchange);
        exchange.linking().proof(this);
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("md", "get", OPTIONS, (from, _) -> options(from));
        table.query("md", "get", "ref", (from, _) -> ref(from));
        table.query("md", "set", PROLOGUE, this::prologue);
        table.query("md", "set", NONCE, this::nonce);
        table.query("md", "set", REQUEST, this::request);
    }

    /// Whether an account's companions are asked for a passkey.
    public boolean isDemandedBy(Account account) {
        return exchange.settings().passkeyDemanded || demanding.contains(account);
    }

    /// From now on an account's companions are asked for a passkey, or no more.
    public void demand(Account account, boolean wanted) {
        if (wanted) {
            demanding.add(account);
        } else {
            demanding.remove(account);
        }
        changes.changed(account);
    }

    /// The one passkey of an account that is accepted.
    public Octets credential(Account account) {
        var known = known(account);
        if (known.isPresent()) {
            return known.get();
        }
        var credential = Octets.wrap(random(CREDENTIAL));
        credentials.put(account, credential);
        changes.changed(account);
        return credential;
    }

    /// What of it outlives the process.
    public void keptIn(Ledger ledger) {
        changes = new PasskeySection(exchange.accounts(), this).keptIn(ledger);
    }

    /// Whether an account demands it for itself.
    boolean demands(Account account) {
        return demanding.contains(account);
    }

    Optional<Octets> known(Account account) {
        return Optional.ofNullable(credentials.get(account));
    }

    /// What an account demanded in an earlier run.
    void restore(Account account, boolean demanded, Optional<Octets> credential) {
        if (demanded) {
            demanding.add(account);
        }
        credential.ifPresent(known -> credentials.put(account, known));
    }

    /// How far a connection's exchange is, if one has begun.
    public Optional<Ceremony> of(PendingLink link) {
        return Optional.ofNullable(ceremonies.get(link));
    }

    /// Asks a companion that waits for its passkey now, whatever is demanded otherwise.
    public Ceremony ask(PendingLink link, Account account) {
        var known = of(link).filter(running -> running.account().equals(account) && running.step() == Step.ASKED);
        var ceremony = known.orElseGet(() -> begin(link, account));
        note("asked", ceremony);
        link.connection().send(notification("passkey_prologue_request", OPTIONS, optionsOf(ceremony)));
        return ceremony;
    }

    private Ceremony begin(PendingLink link, Account account) {
        var life = exchange.settings().passkeyLife;
        var ceremony = new Ceremony(
                link,
                account,
                Request.make(exchange.random(), credential(account)),
                exchange.clock().instant().plus(life));
        ceremonies.put(link, ceremony);
        exchange.linking().extend(link, life);
        return ceremony;
    }

    private Octets optionsOf(Ceremony ceremony) {
        return ceremony.request().options(exchange.settings().passkeyLife);
    }

    private Node notification(String type, String element, Octets content) {
        return Stanzas.notification(
                        type, Jid.SERVER, exchange.nextId(), exchange.clock().seconds())
                .child(Node.tag(element).bytes(content))
                .build();
    }

    private byte[] random(int size) {
        var bytes = new byte[size];
        exchange.random().nextBytes(bytes);
        return bytes;
    }

    @Override
    public boolean isOwed(PendingLink link, Account account, Octets advSecret) {
        var running = of(link);
        if (running.filter(ceremony -> ceremony.account().equals(account) && ceremony.step() == Step.CONFIRMED)
                .isPresent()) {
            return false;
        }
        if (running.isEmpty() && !isDemandedBy(account)) {
            return false;
        }
        if (running.filter(ceremony -> ceremony.step() != Step.ASKED).isEmpty()) {
            var ceremony = ask(link, account);
            // A secret that was only assumed vouches for nobody.
            if (!advSecret.equals(exchange.settings().advSecret())) {
                steps.seen(ceremony, advSecret);
            }
        }
        return true;
    }

    @Override
    public void over(PendingLink link) {
        var ceremony = ceremonies.remove(link);
        if (ceremony != null
                && !link.isConfirmed()
                && !exchange.clock().instant().isBefore(ceremony.expires())) {
            note("expired", ceremony);
        }
    }

    private Answer options(Connection from) throws IqRefused, MalformedNode {
        var link = exchange.linking().pending(from).orElseThrow(IqRefused::badRequest);
        if (of(link).isEmpty()) {
            begin(link, asking(link).orElseThrow(IqRefused::notFound));
        }
        return step(from, ceremony -> {
            steps.require(ceremony, Step.ASKED);
            note("options", ceremony);
            return Answer.of(Node.tag(OPTIONS).bytes(optionsOf(ceremony)).build());
        });
    }

    /// Whose companion asks for the options: nobody has shown its code to anybody, so its name has to tell.
    private Optional<Account> asking(PendingLink link) {
        if (exchange.settings().passkeyDemanded) {
            return Optional.of(exchange.linking().accountFor(link));
        }
        return exchange.accounts().byName(link.pushName()).filter(demanding::contains);
    }

    private Answer ref(Connection from) throws IqRefused, MalformedNode {
        return step(from, ceremony -> {
            steps.require(ceremony, Step.ASKED);
            var ref = Base64.getEncoder().encodeToString(random(REF));
            ceremony.ref(ref);
            note("ref", ceremony);
            return Answer.of(Node.tag("ref")
                    .bytes(Octets.wrap(ref.getBytes(StandardCharsets.US_ASCII)))
                    .build());
        });
    }

    private Answer prologue(Connection from, Node iq) throws IqRefused, MalformedNode {
        return step(from, ceremony -> {
            var primary = steps.prologue(ceremony, iq.requireChild(PROLOGUE));
            exchange.linking().extend(ceremony.link(), exchange.settings().passkeyLife);
            note("proven", ceremony);
            return Answer.empty()
                    .then(() -> from.send(
                            notification("crsc_continuation", "primary_ephemeral_identity", primary.identity())));
        });
    }

    private Answer nonce(Connection from, Node iq) throws IqRefused, MalformedNode {
        return step(from, ceremony -> {
            var code = steps.nonce(ceremony, iq.requireChild(NONCE).requireBytes());
            note("compared", ceremony, "code", code);
            return Answer.empty();
        });
    }

    private Answer request(Connection from, Node iq) throws IqRefused, MalformedNode {
        return step(from, ceremony -> {
            steps.request(ceremony, iq.requireChild(REQUEST).requireBytes());
            note("requested", ceremony);
            return Answer.empty().then(() -> {
                if (!exchange.settings().passkeyConfirmed) {
                    link(ceremony);
                }
            });
        });
    }

    private interface Taking {
        Answer take(Ceremony ceremony) throws PasskeyRefused, MalformedNode;
    }

    private Answer step(Connection from, Taking taking) throws IqRefused, MalformedNode {
        var ceremony = exchange.linking().pending(from).flatMap(this::of).orElseThrow(IqRefused::notFound);
        try {
            return taking.take(ceremony);
        } catch (PasskeyRefused refused) {
            throw refuse(ceremony, refused);
        }
    }

    private IqRefused refuse(Ceremony ceremony, PasskeyRefused refused) {
        note("refused", ceremony, "reason", refused.reason());
        if (ceremony.step() != Step.ASKED) {
            // A commitment is good for one try, so a wrong guess ends it; behind the answer to the query.
            exchange.loop().execute(() -> exchange.close(ceremony.link().connection()));
        }
        return refused.answer();
    }

    /// Somebody has compared the codes: the companion that waits for that is linked.
    public Linking.Linked confirm(PendingLink link) throws LinkRefused {
        var ceremony = of(link).filter(waiting -> waiting.step() == Step.REQUESTED)
                .orElseThrow(() -> LinkRefused.conflict("the companion has not asked for its link by passkey"));
        ceremony.confirmed();
        return exchange.linking().confirm(link, ceremony.account(), ceremony.secret());
    }

    private void link(Ceremony ceremony) {
        try {
            confirm(ceremony.link());
        } catch (LinkRefused refused) {
            note("refused", ceremony, "reason", refused.detail());
            exchange.close(ceremony.link().connection());
        }
    }

    private void note(String what, Ceremony ceremony, Object... more) {
        var values = new Object[more.length + 4];
        values[0] = "connection";
        values[1] = ceremony.link().connection().id();
        values[2] = "account";
        values[3] = ceremony.account();
        System.arraycopy(more, 0, values, 4, more.length);
        exchange.events().add("passkey." + what, values);
    }

    @Override
    public void accountRemoved(Account account) {
        demanding.remove(account);
        credentials.remove(account);
    }

    @Override
    public void reset() {
        demanding.clear();
        credentials.clear();
        ceremonies.clear();
    }
}
