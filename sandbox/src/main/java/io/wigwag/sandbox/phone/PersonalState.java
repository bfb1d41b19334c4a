package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.appstate.LocaleSetting;
import io.wigwag.proto.appstate.PushNameSetting;
import io.wigwag.proto.appstate.SyncActionData;
import io.wigwag.proto.appstate.SyncActionValue;
import io.wigwag.proto.appstate.SyncdMutation.SyncdOperation;
import io.wigwag.sandbox.appstate.AppState;
import io.wigwag.sandbox.appstate.CollectionName;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// What personas read and write in the app state of their accounts; the service itself sees it sealed only.
public final class PersonalState {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> PUSH_NAME = List.of("setting_pushName");
    private static final List<String> LOCALE = List.of("setting_locale");
    private static final int LOCALE_VERSION = 3;

    private final Exchange exchange;
    private final AppState appState;
    private final SyncKeys syncKeys;

    PersonalState(Exchange exchange, AppState appState, SyncKeys syncKeys) {
        this.exchange = exchange;
        this.appState = appState;
        this.syncKeys = syncKeys;
        appState.watch(this::written);
    }

    /// A change: an index as a list of texts, and the value that it gets, or that it had where it goes.
    public record Mutation(boolean removes, List<String> index, SyncActionValue value, int version) {
        public static Mutation set(List<String> index, SyncActionValue value, int version) {
            return new Mutation(false, index, value, version);
        }

        public static Mutation remove(List<String> index, SyncActionValue value, int version) {
            return new Mutation(true, index, value, version);
        }

        private SealedCollection.Change change() {
            return new SealedCollection.Change(
                    removes ? SyncdOperation.REMOVE : SyncdOperation.SET,
                    SyncActionData.newBuilder()
                            .setIndex(text(index))
                            .setValue(value)
                            .setPadding(ByteString.EMPTY)
                            .setVersion(version)
                            .build());
        }
    }

    private static ByteString text(List<String> index) {
        return ByteString.copyFrom(JSON.writeValueAsString(index), StandardCharsets.UTF_8);
    }

    /// The entries of a collection in clear, oldest first.
    public List<SyncActionData> entries(Account account, CollectionName collection) {
        return read(account, collection).entries();
    }

    /// Writes as the account's phone does; the companions hear of it. Returns the version that it makes.
    public long write(Account account, CollectionName collection, List<Mutation> mutations) {
        var sealed = read(account, collection);
        var patch = sealed.write(
                mutations.stream().map(Mutation::change).toList(),
                new SyncSeal(syncKeys.current(account)),
                exchange.random());
        try {
            return appState.append(account, collection, Octets.wrap(patch.toByteArray()));
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("a patch of our own can't be read", impossible);
        }
    }

    private SealedCollection read(Account account, CollectionName collection) {
        var sealed = new SealedCollection(
                collection.toString(), id -> syncKeys.find(account, id).map(SyncSeal::new));
        for (var patch : appState.of(account, collection).after(0, Integer.MAX_VALUE)) {
            try {
                sealed.apply(patch);
            } catch (UnreadableMessage unreadable) {
                exchange.events()
                        .add(
                                "appstate.unreadable",
                                "account",
                                account,
                                "collection",
                                collection,
                                "reason",
                                String.valueOf(unreadable.getMessage()));
            }
        }
        return sealed;
    }

    /// Companions that don't find the account's name there unlink themselves.
    void writeName(Account account) {
        if (name(account).filter(account.pushName()::equals).isPresent()
                || account.pushName().isEmpty()) {
            return;
        }
        var now = exchange.clock().millis();
        var mutations = new ArrayList<Mutation>();
        mutations.add(Mutation.set(
                PUSH_NAME,
                SyncActionValue.newBuilder()
                        .setTimestamp(now)
                        .setPushNameSetting(PushNameSetting.newBuilder().setName(account.pushName()))
                        .build(),
                1));
        if (name(account).isEmpty()) {
            mutations.add(Mutation.set(
                    LOCALE,
                    SyncActionValue.newBuilder()
                            .setTimestamp(now)
                            .setLocaleSetting(LocaleSetting.newBuilder().setLocale("en_US"))
                            .build(),
                    LOCALE_VERSION));
        }
        var _ = write(account, CollectionName.CRITICAL_BLOCK, mutations);
    }

    private Optional<String> name(Account account) {
        return entries(account, CollectionName.CRITICAL_BLOCK).reversed().stream()
                .filter(entry -> entry.getIndex().equals(text(PUSH_NAME)))
                .map(entry -> entry.getValue().getPushNameSetting().getName())
                .findFirst();
    }

    /// A companion has written: a name in it is the account's from now on.
    private void written(Device author, CollectionName collection, Octets patch) {
        var account = author.account();
        if (collection != CollectionName.CRITICAL_BLOCK) {
            return;
        }
        name(account)
                .filter(name -> !name.isEmpty() && !name.equals(account.pushName()))
                .ifPresent(name -> {
                    account.rename(name);
                    exchange.events().add("account.renamed", "account", account, "pushName", name);
                });
    }
}
