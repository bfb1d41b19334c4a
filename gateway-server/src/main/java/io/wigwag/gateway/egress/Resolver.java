package io.wigwag.gateway.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds a name's addresses. Asked once for each hop; what it answers is what is connected to.
@FunctionalInterface
public interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;

    static Resolver ofSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
