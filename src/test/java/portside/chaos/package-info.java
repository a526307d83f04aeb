/**
 * Here belong campaigns that let happen to a whole Portside what can happen, in an order that
 * nobody chose. They take minutes and are no part of the suite: {@code mvn verify -Pchaos}.
 */
package portside.chaos;
