// Entry of the page on which a call is looked back on.
import "./replay/component";
