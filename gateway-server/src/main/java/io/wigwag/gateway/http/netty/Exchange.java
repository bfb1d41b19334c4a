package io.wigwag.gateway.http.netty;

import io.netty.channel.Channel;
import io.wigwag.gateway.http.Arrival;
import io.wigwag.gateway.http.Departure;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.RequestFailed;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.filter.ProblemJson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its response. Its thread runs the service and writes what comes of it.
final class Exchange implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int SMALL = 64 * 1024;

    private final HttpServer server;
    private final Channel channel;
    private final HeadRules head;
    private final String method;
    private final IncomingBody body;
    private final Outgoing outgoing;
    private final Departure departure = new Departure();
    private boolean proceeding;

    /// @param connection hears of what this exchange needs and of its end, on its event loop
    Exchange(HttpServer server, HttpConnection connection, Channel channel, HeadRules head, String method) {
        this.server = server;
        this.channel = channel;
        this.head = head;
        this.method = method;
        var declared = head.declared() == HeadRules.CHUNKED ? OptionalLong.empty() : OptionalLong.of(head.declared());
        this.body = new IncomingBody(server.limits(), declared, connection::wantBody);
        this.outgoing = new Outgoing(channel, server.limits().patience(), connection::responseWritten);
    }

    HeadRules head() {
        return head;
    }

    IncomingBody body() {
        return body;
    }

    Outgoing outgoing() {
        return outgoing;
    }

    Departure departure() {
        return departure;
    }

    /// Whether the client is still to be told that it may send its body; true once. On the event loop.
    boolean proceed() {
        var first = !proceeding;
        proceeding = true;
        return first;
    }

    @Override
    public void run() {
        try {
            var response = answer();
            outgoing.send(response, method.equals("HEAD"), server.now(), this::keepsAlive);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            outgoing.abandon();
        } catch (Exception failure) {
            // Half a response can't be taken back: the connection's end tells the client.
            outgoing.abandon();
            LOG.atDebug().setCause(failure).log("a response could not be sent to its end");
        } catch (Throwable failure) {
            outgoing.abandon();
            LOG.error("a response broke off", failure);
        }
    }

    private Response answer() throws InterruptedException {
        var from = channel.remoteAddress() instanceof InetSocketAddress inet
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress();
        var request = Request.of(method, head.target(), head.headers(), body, new Arrival(from, false, departure));
        try {
            return server.service().answer(request);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Problem problem) {
            return ProblemJson.response(problem, Optional.empty(), Optional.empty());
        } catch (RequestFailed failed) {
            return ProblemJson.response(failed.problem(), Optional.empty(), Optional.empty());
        } catch (Throwable failure) {
            LOG.error("a request failed outside of all filters", failure);
            var problem = Problem.of(ProblemCode.INTERNAL, "The gateway failed.");
            return ProblemJson.response(problem, Optional.empty(), Optional.empty());
        }
    }

    /// Whether another request may follow: not when the rest of this one's body is long or unknown.
    private boolean keepsAlive() {
        return head.keepsAlive() && !server.isDraining() && (body.isComplete() || isShort());
    }

    /// A client that waits for `100 Continue` may send the body or not, and nobody knows.
    private boolean isShort() {
        return !head.expectsContinue() && head.declared() != HeadRules.CHUNKED && head.declared() <= SMALL;
    }
}
