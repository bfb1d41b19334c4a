package io.wigwag.sandbox.channel;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.world.Account;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// A channel, whose posts have numbers of their own. Changed through [Channels] only.
public final class Channel {
    /// The first post's number.
    private static final long FIRST = 99;

    private final Jid jid;
    private final String name;
    private final Account owner;
    private final Instant createdAt;
    private final Set<Account> followers = new LinkedHashSet<>();
    private final Map<String, Long> posts = new LinkedHashMap<>();

    Channel(Jid jid, String name, Account owner, Instant createdAt) {
        this.jid = jid;
        this.name = name;
        this.owner = owner;
        this.createdAt = createdAt;
    }

    public Jid jid() {
        return jid;
    }

    public String name() {
        return name;
    }

    public Account owner() {
        return owner;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Set<Account> followers() {
        return Collections.unmodifiableSet(followers);
    }

    /// The numbers of posts, by the ids that their author gave them.
    public Map<String, Long> posts() {
        return Collections.unmodifiableMap(posts);
    }

    OptionalLong number(String id) {
        var known = posts.get(id);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    long post(String id) {
        var number = FIRST + posts.size();
        posts.put(id, number);
        return number;
    }

    void restorePost(String id, long number) {
        posts.put(id, number);
    }

    boolean follow(Account person) {
        return followers.add(person);
    }

    boolean unfollow(Account person) {
        return followers.remove(person);
    }

    @Override
    public String toString() {
        return jid.toString();
    }
}
