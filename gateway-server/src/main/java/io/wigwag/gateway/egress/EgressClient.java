package io.wigwag.gateway.egress;

import io.wigwag.gateway.egress.EgressFailed.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs errands to addresses that others named. Each hop is resolved once, looked at, and connected to by the very
/// address that was looked at; a certificate is checked against the name. One connection for each hop, on the caller's
/// thread.
///
/// @param ticks nanoseconds that only go forward
public record EgressClient(
        AddressRules rules, Resolver resolver, EgressLimits limits, SSLSocketFactory tls, LongSupplier ticks) {
    private static final Logger LOG = LoggerFactory.getLogger(EgressClient.class);
    private static final int LAST_PORT = 65_535;
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);

    /// The same with other limits: a preview is smaller than a film.
    public EgressClient within(EgressLimits other) {
        return new EgressClient(rules, resolver, other, tls, ticks);
    }

    /// Whether an address would be gone to, as far as can be told before.
    public void check(URI where) throws EgressFailed {
        checkPort(port(checked(where)));
        var _ = pinned(where, (int) limits.connect().toMillis());
    }

    public EgressAnswer run(Errand errand) throws EgressFailed {
        var deadline = Deadline.in(limits.whole(), ticks);
        var hop = errand;
        for (var hops = 0; hops <= limits.redirects(); hops++) {
            var answer = hop(hop, deadline);
            var next = next(hop, answer);
            if (next.isEmpty()) {
                return answer;
            }
            close(answer);
            hop = next.get();
        }
        throw new EgressFailed(Kind.NOT_ALLOWED, "too many redirects");
    }

    private static Optional<Errand> next(Errand hop, EgressAnswer answer) throws EgressFailed {
        var location = answer.header("location");
        if (!hop.follows() || !MOVED.contains(answer.status()) || location.isEmpty()) {
            return Optional.empty();
        }
        try {
            var there = hop.where().resolve(location.get());
            if (isSecure(hop.where()) && !isSecure(there)) {
                throw new EgressFailed(Kind.NOT_ALLOWED, "a redirect from https to something else");
            }
            return Optional.of(hop.at(checked(there)));
        } catch (IllegalArgumentException noAddress) {
            close(answer);
            throw new EgressFailed(Kind.MALFORMED, "a redirect to nowhere");
        } catch (EgressFailed refused) {
            close(answer);
            throw refused;
        }
    }

    private EgressAnswer hop(Errand errand, Deadline deadline) throws EgressFailed {
        var where = checked(errand.where());
        checkPort(port(where));
        try {
            var address = pinned(where, deadline.millis(limits.connect()));
            return ask(errand, new InetSocketAddress(address, port(where)), deadline);
        } catch (IOException failed) {
            throw failed(failed);
        }
    }

    private EgressAnswer ask(Errand errand, InetSocketAddress there, Deadline deadline) throws IOException {
        var left = deadline.millis(limits.whole());
        var socket = new Socket();
        var guard = new Guard(socket, left);
        try {
            socket.connect(there, deadline.millis(limits.connect()));
            var connection = isSecure(errand.where()) ? secured(socket, errand.where(), deadline) : socket;
            connection.getOutputStream().write(WireRequest.of(errand));
            connection.getOutputStream().flush();
            var reader = new WireReader(connection, deadline, limits);
            var head = reader.head();
            var body = reader.body(head, errand.method(), () -> end(connection, guard));
            return new EgressAnswer(errand.where(), head.status(), head.headers(), body);
        } catch (IOException | RuntimeException failed) {
            guard.close();
            close(socket);
            throw failed;
        }
    }

    /// Guarded to the last: under TLS an end is something that is said, too.
    private static void end(Socket connection, Guard guard) throws IOException {
        try {
            connection.close();
        } finally {
            guard.close();
        }
    }

    private void checkPort(int port) throws EgressFailed {
        if (!limits.ports().isEmpty() && !limits.ports().contains(port)) {
            throw new EgressFailed(Kind.NOT_ALLOWED, "port " + port + " is not one of those that are used");
        }
    }

    /// Only what everybody reads the same way: a scheme of ours, a host, no user.
    private static URI checked(URI where) throws EgressFailed {
        var scheme = Optional.ofNullable(where.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new EgressFailed(Kind.NOT_ALLOWED, "an address begins with https:// or http://");
        }
        if (where.getHost() == null || where.getRawUserInfo() != null) {
            throw new EgressFailed(Kind.NOT_ALLOWED, "an address has a host and names no user");
        }
        if (where.getPort() == 0 || where.getPort() > LAST_PORT) {
            throw new EgressFailed(Kind.NOT_ALLOWED, "there is no port " + where.getPort());
        }
        return where;
    }

    private static int port(URI where) {
        if (where.getPort() >= 0) {
            return where.getPort();
        }
        return isSecure(where) ? 443 : 80;
    }

    /// However it is written.
    private static boolean isSecure(URI where) {
        return "https".equalsIgnoreCase(where.getScheme());
    }

    /// A name with one address that may not be reached is suspicious as a whole.
    private InetAddress pinned(URI where, int millis) throws EgressFailed {
        try {
            var addresses = resolver.resolve(host(where), millis);
            if (!addresses.isEmpty() && addresses.stream().allMatch(rules::admits)) {
                return addresses.getFirst();
            }
        } catch (UnknownHostException unknown) {
            throw new EgressFailed(Kind.NOT_REACHED, "the host has no address");
        } catch (IOException late) {
            throw failed(late);
        }
        throw new EgressFailed(Kind.NOT_ALLOWED, "the host is not on the public Internet");
    }

    private static String host(URI where) {
        var host = where.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private Socket secured(Socket plain, URI where, Deadline deadline) throws IOException {
        var secured = (SSLSocket) tls.createSocket(plain, host(where), port(where), true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(deadline.millis(limits.connect()));
        secured.startHandshake();
        return secured;
    }

    static EgressFailed failed(IOException failure) {
        return switch (failure) {
            case Bounded.TooLarge large -> new EgressFailed(Kind.TOO_LARGE, String.valueOf(large.getMessage()));
            case ProtocolException malformed ->
                new EgressFailed(Kind.MALFORMED, "the answer is not HTTP: " + malformed.getMessage());
            case SSLException _ -> new EgressFailed(Kind.NOT_REACHED, "TLS could not be agreed upon with the host");
            default -> new EgressFailed(Kind.NOT_REACHED, "the host did not answer to the end");
        };
    }

    static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception late) {
            LOG.atDebug().setCause(late).log("a connection that is not needed any more did not end well");
        }
    }

    /// As a program is wired that has nothing special to say.
    public static EgressClient standard(List<Range> allowed, EgressLimits limits) {
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new EgressClient(new AddressRules(allowed), Resolver.ofSystem(), limits, tls, System::nanoTime);
    }
}
