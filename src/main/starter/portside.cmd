@echo off
rem Starts the Portside beside this file; see the comment in "portside".
setlocal
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java"
if exist "%~dp0runtime\bin\java.exe" set "java=%~dp0runtime\bin\java"
"%java%" -Xshare:auto -XX:SharedArchiveFile="%~dp0portside.jsa" -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms32m -jar "%~dp0portside.jar" %*
