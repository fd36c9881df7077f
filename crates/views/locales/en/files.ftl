# Files that go along with messages, for citizens and staff alike.

files-added = The file is attached.
files-attach = Attach a file
files-back = The message
files-change = Change attachments
files-choose = Choose a file
files-fault-broken = { $name } is not a whole file. Save it again, or take a new picture.
files-fault-harmful = The file { $name } contains harmful code and has not been attached.
files-fault-heading = The file has not been attached:
files-fault-kind = We accept PDF, JPEG and PNG. { $name } is something else.
files-fault-large = The file is { $size }. Together the attachments can be { $total }.
files-fault-many = You can attach { $count } files. Remove one, or send two messages.
files-fault-missing = Choose a file first.
files-fault-name = { $name } is not what its name says. Save the file as PDF, JPEG or PNG again.
files-go-on = Back to the message
files-heading = Attachments
files-help = A picture or a document: PDF, JPEG or PNG. Together the attachments can be { $total }.
files-none = No files are attached.
files-not-sent = The message has not been sent
files-one-harmful = One of the files contains harmful code. Remove it before you send.
files-remove = Remove { $name }
files-removed = The file has been removed.
files-send = Attach the file
files-title = Attachments
files-unchecked = We cannot check the file for viruses right now. Send without attachments, or try again in a while. Your draft is saved.
