"""The congress (人民代表大会): its terms and sessions, who sits in it, what is said there, what deputies put forward.

Master data is written by the services here, each change one event in the stream `congress`; what must be answered
becomes a case of `huiyin.ledger` under a policy.
"""
