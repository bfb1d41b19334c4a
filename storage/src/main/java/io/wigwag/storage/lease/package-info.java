/// Who owns what, among processes that share a store.
///
/// A process is a **member** while it renews its entry in time. A **lease** names a member as owner of something, a
/// device say. Who owns can lose: a member that is silent for too long is declared gone by another, and from then
/// on its leases are anybody's; each new owner gets a higher token, which fences the old one out of the store.
///
/// No wall clock decides anything. A member counts the time since it last sent a renewal that was accepted; the
/// others count the time since they first saw that renewal, which is later. So the member stops believing before
/// anybody may declare it gone, however clocks are set, jump or differ. Only a machine whose time stood still can
/// believe for longer; the fence is for that one.
///
/// ```
/// members   id                 name renewed   gone, until once it is gone
/// leases    what is leased     owner token
/// ```
@NullMarked
package io.wigwag.storage.lease;

import org.jspecify.annotations.NullMarked;
