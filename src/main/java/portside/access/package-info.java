/**
 * Here belongs who may do what: the caller, the key and its sessions, the Host and same-origin
 * rules, the headers of every answer. It knows no page and no experiment.
 */
@org.jspecify.annotations.NullMarked
package portside.access;
