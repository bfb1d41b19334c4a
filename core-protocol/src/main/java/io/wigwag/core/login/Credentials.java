package io.wigwag.core.login;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.MalformedRecord;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/// All that a device is: its keys, the account that it is linked to, and how it comes back to the server. Immutable;
/// every change is a new value, to be stored before anything that depends on it leaves.
///
/// @param account present once a phone has linked the device
/// @param logins how often the server has let it in since then: what the next login counts as
/// @param pendingCode the account whose phone was asked for a link by code, until one has come
public record Credentials(
        DeviceKeys keys, Optional<LinkedAccount> account, int logins, Route route, Optional<Jid> pendingCode) {

    public Credentials {
        if (logins < 0) {
            throw new IllegalArgumentException("logins: " + logins + " (expected: 0 or more)");
        }
    }

    /// A new device that nobody has linked.
    public static Credentials generate(SecureRandom random) {
        return new Credentials(DeviceKeys.generate(random), Optional.empty(), 0, Route.UNKNOWN, Optional.empty());
    }

    public static Credentials parse(Octets stored) throws MalformedRecord {
        return CredentialsFormat.read(stored);
    }

    public Octets toOctets() {
        return CredentialsFormat.write(this);
    }

    public boolean isLinked() {
        return account.isPresent();
    }

    /// With a fresh pairing secret: codes shown before prove nothing any more. Wanted at every new set of QR refs, and
    /// when a phone is asked for a code.
    public Credentials withFreshSecret(SecureRandom random) {
        return withSecret(DeviceKeys.secret(random));
    }

    /// With the secret that linking by code has agreed on.
    public Credentials withSecret(Octets advSecret) {
        return new Credentials(keys.withSecret(advSecret), account, logins, route, pendingCode);
    }

    /// A phone was asked to link us by code.
    public Credentials withPendingCode(Jid phone) {
        return new Credentials(keys, account, logins, route, Optional.of(phone.bare()));
    }

    /// Nobody is to be asked any more.
    public Credentials withoutPendingCode() {
        return new Credentials(keys, account, logins, route, Optional.empty());
    }

    /// Linked; logins count from here.
    public Credentials linkedTo(LinkedAccount linked) {
        return new Credentials(keys, Optional.of(linked), 0, route, Optional.empty());
    }

    /// The server has let us in.
    public Credentials loggedIn() {
        return new Credentials(keys, account, logins + 1, route, pendingCode);
    }

    /// What the server has just said about our account; nothing where we have none.
    public Credentials withAccount(LinkedAccount told) {
        return new Credentials(keys, account.map(_ -> told), logins, route, pendingCode);
    }

    public Credentials withEdge(Octets words) {
        return withRoute(new Route(Optional.of(words), route.server()));
    }

    public Credentials withServer(KnownServer proven) {
        return withRoute(new Route(route.edge(), Optional.of(proven)));
    }

    /// The key that we relied on did not serve: the next handshake asks for certificates.
    public Credentials withoutServer() {
        return withRoute(new Route(route.edge(), Optional.empty()));
    }

    private Credentials withRoute(Route other) {
        return new Credentials(keys, account, logins, other, pendingCode);
    }

    /// The server's key to resume with. Only linked devices may: a registration begins from nothing.
    public Optional<PublicKey> resumable(Instant now) {
        return isLinked()
                ? route.server().filter(known -> known.isValidAt(now)).map(KnownServer::key)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Credentials[" + account.map(LinkedAccount::toString).orElse("not linked") + ", logins " + logins + "]";
    }
}
